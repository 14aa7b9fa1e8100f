using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>Reads one item of a list.</summary>
internal delegate T CompactItem<out T>(ref CompactJson json);

/// <summary>
/// Reads JSON in the form in which buildx writes it: without whitespace and surrogates. Anything else, such as <c>null</c> or another type, fails. After a
/// failure the text counts as read, so that loops end; only <see cref="IsComplete"/> shows it.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="recent">The texts that were read from earlier updates.</param>
internal ref struct CompactJson(ReadOnlySpan<char> text, RecentTexts recent)
{
    private const int MostDigits = 18;
    private const int TickDigits = 7;

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private bool _failed;

    /// <summary>True if all of the text was read and nothing failed.</summary>
    public readonly bool IsComplete => !_failed && _position == _text.Length;

    /// <summary>Reads a character if it is the next one.</summary>
    public bool Next(char expected)
    {
        if (_position >= _text.Length || _text[_position] != expected)
            return false;
        _position++;
        return true;
    }

    /// <summary>Reads a character that must be the next one.</summary>
    public void Require(char expected)
    {
        if (!Next(expected))
            Fail();
    }

    /// <summary>Ends the reading with a failure.</summary>
    public void Fail() => (_failed, _position) = (true, _text.Length);

    /// <summary>Reads the name of a member.</summary>
    public ReadOnlySpan<char> Name()
    {
        Require('"');
        var rest = _text[_position..];
        // Names are too short for a vectorized search.
        for (var i = 0; i < rest.Length && rest[i] is >= ' ' and <= '~' and not '\\'; i++)
        {
            if (rest[i] == '"')
            {
                _position += i + 1;
                Require(':');
                return rest[..i];
            }
        }

        Fail();
        return default;
    }

    public string Text()
    {
        var raw = Delimited(out var isEscaped);
        if (recent.Find(raw) is { } known)
            return known;
        Check(raw);
        var result = isEscaped ? Unescape(raw) : raw.ToString();
        if (!_failed)
            recent.Add(raw, result);
        return result;
    }

    public long Number()
    {
        var digits = _text[_position..];
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        if (length is < 1 or > MostDigits || (digits[0] == '0' && length > 1))
        {
            Fail();
            return 0;
        }

        _position += length;
        return long.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public bool Flag()
    {
        if (_text[_position..].StartsWith("true"))
        {
            _position += "true".Length;
            return true;
        }

        if (_text[_position..].StartsWith("false"))
            _position += "false".Length;
        else
            Fail();
        return false;
    }

    /// <summary>Reads a UTC time, to a tick of 100 ns; <c>null</c> for Go's zero time in the year 1.</summary>
    public DateTimeOffset? Time()
    {
        // "2026-11-21T22:01:07.782466338Z"
        Require('"');
        var time = _text[_position..];
        if (time.Length < 21 || time[4] != '-' || time[7] != '-' || time[10] != 'T' || time[13] != ':' || time[16] != ':')
        {
            Fail();
            return null;
        }

        var (year, month, day) = (Digits(time[..4]), Digits(time[5..7]), Digits(time[8..10]));
        var (hour, minute, second) = (Digits(time[11..13]), Digits(time[14..16]), Digits(time[17..19]));
        _position += 19;
        var ticks = Fraction();
        Require('Z');
        Require('"');
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            Fail();
            return null;
        }

        return year == 1 ? null : new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks));
    }

    /// <summary>Reads bytes in base64.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        var raw = Raw(out _);
        var bytes = new byte[raw.Length];
        Encoding.ASCII.GetBytes(raw, bytes);
        // A space or an escape is not what buildx writes.
        if (raw.ContainsAny(' ', '\\') || Base64.DecodeFromUtf8InPlace(bytes, out var length) != OperationStatus.Done)
        {
            Fail();
            return default;
        }

        return bytes.AsMemory(0, length);
    }

    /// <summary>Skips a text or a number.</summary>
    public void SkipValue()
    {
        if (_position < _text.Length && _text[_position] != '"')
            Number();
        else
            SkipText();
    }

    /// <summary>Reads a list.</summary>
    public IReadOnlyList<T> List<T>(CompactItem<T> read)
    {
        Require('[');
        if (Next(']'))
            return [];
        var first = read(ref this);
        // Nearly all lists of an update have one item.
        if (Next(']'))
            return [first];
        var items = new List<T> { first };
        while (Next(','))
            items.Add(read(ref this));
        Require(']');
        return items;
    }

    private void SkipText()
    {
        _ = Raw(out var isEscaped);
        if (isEscaped)
            Fail();
    }

    private ReadOnlySpan<char> Raw(out bool isEscaped)
    {
        var raw = Delimited(out isEscaped);
        Check(raw);
        return raw;
    }

    private ReadOnlySpan<char> Delimited(out bool isEscaped)
    {
        isEscaped = false;
        Require('"');
        var start = _position;
        while (_text[_position..].IndexOfAny('"', '\\') is >= 0 and var length)
        {
            _position += length;
            if (_text[_position] == '"')
                return _text[start.._position++];
            isEscaped = true;
            _position = Math.Min(_position + 2, _text.Length);
        }

        Fail();
        return default;
    }

    // JSON forbids control characters, and a surrogate alone is no text.
    private void Check(ReadOnlySpan<char> raw)
    {
        if (raw.ContainsAnyExceptInRange(' ', '~') && (raw.ContainsAnyInRange('\0', '\x1F') || raw.ContainsAnyInRange('\uD800', '\uDFFF')))
            Fail();
    }

    private string Unescape(ReadOnlySpan<char> raw)
    {
        var result = new StringBuilder(raw.Length);
        while (raw.IndexOf('\\') is >= 0 and var length)
        {
            result.Append(raw[..length]);
            var used = 2;
            switch (raw[length + 1])
            {
                case '"' or '\\' or '/':
                    result.Append(raw[length + 1]);
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                // Go writes "&&" as "\u0026\u0026".
                case 'u' when raw.Length >= length + 6
                    && ushort.TryParse(raw.Slice(length + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
                    && !char.IsSurrogate((char)unit):
                    result.Append((char)unit);
                    used = 6;
                    break;
                default:
                    Fail();
                    return "";
            }

            raw = raw[(length + used)..];
        }

        return result.Append(raw).ToString();
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
                return -1;
            value = value * 10 + (character - '0');
        }

        return value;
    }

    // "" or ".782466338" in ticks; the digits beyond a tick are cut off.
    private int Fraction()
    {
        if (!Next('.'))
            return 0;
        var (ticks, digits) = (0, 0);
        for (; _position < _text.Length && char.IsAsciiDigit(_text[_position]); _position++, digits++)
        {
            if (digits < TickDigits)
                ticks = ticks * 10 + (_text[_position] - '0');
        }

        if (digits is < 1 or > 9)
            Fail();
        for (; digits < TickDigits; digits++)
            ticks *= 10;
        return ticks;
    }
}
