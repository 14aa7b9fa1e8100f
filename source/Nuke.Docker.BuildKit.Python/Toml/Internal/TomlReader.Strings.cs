using System.Text;

namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

internal sealed partial class TomlReader
{
    private string ReadBasicString()
    {
        var start = Position;
        _index++;
        var result = new StringBuilder();
        while (Current != '"')
        {
            CheckInLine(start, '"');
            if (Current == '\\')
                AppendEscape(result);
            else
                result.Append(text[_index++]);
        }

        _index++;
        return result.ToString();
    }

    private string ReadLiteralString()
    {
        var start = Position;
        var first = ++_index;
        while (Current != '\'')
        {
            CheckInLine(start, '\'');
            _index++;
        }

        return text[first.._index++];
    }

    private string ReadMultiLineBasicString()
    {
        var start = Position;
        _index += 3;
        SkipLineEnd();
        var result = new StringBuilder();
        while (!AppendClosing(result, '"'))
        {
            if (AtEnd)
                throw Unclosed(start, "\"\"\"");
            if (Current == '\\')
                AppendEscapeOrSkipLineEnd(result);
            else
                AppendLine(result);
        }

        return result.ToString();
    }

    private string ReadMultiLineLiteralString()
    {
        var start = Position;
        _index += 3;
        SkipLineEnd();
        var result = new StringBuilder();
        while (!AppendClosing(result, '\''))
        {
            if (AtEnd)
                throw Unclosed(start, "'''");
            AppendLine(result);
        }

        return result.ToString();
    }

    /// <summary>Up to two quotation marks may stand directly before the closing three, and belong to the text.</summary>
    private bool AppendClosing(StringBuilder result, char quote)
    {
        if (Current != quote || Peek(1) != quote || Peek(2) != quote)
            return false;
        for (var i = 0; i < 2 && Peek(3) == quote; i++)
        {
            result.Append(quote);
            _index++;
        }

        _index += 3;
        return true;
    }

    private void AppendLine(StringBuilder result)
    {
        if (SkipLineEnd())
            result.Append('\n');
        else if (IsControl(Current))
            throw ControlCharacter("a string");
        else
            result.Append(text[_index++]);
    }

    private void CheckInLine(TomlPosition start, char quote)
    {
        if (AtLineEnd)
            throw Error(start, "the string isn't closed on its line", $"Close it with {quote}, or use {new string(quote, 3)} for several lines");
        if (IsControl(Current))
            throw ControlCharacter("a string");
    }

    private TomlException Unclosed(TomlPosition start, string quotes) => Error(start, "the string isn't closed", $"Close it with {quotes}");

    /// <summary>A backslash at the end of a line takes with it all blanks and line ends up to the next character.</summary>
    private void AppendEscapeOrSkipLineEnd(StringBuilder result)
    {
        var (index, position) = (_index, Position);
        _index++;
        SkipBlank();
        if (!SkipLineEnd())
        {
            if (_index > index + 1)
                throw Error(position, "a blank follows the backslash", "Double the backslash, or end the line behind it");
            _index = index;
            AppendEscape(result);
            return;
        }

        do
            SkipBlank();
        while (SkipLineEnd());
    }

    private void AppendEscape(StringBuilder result)
    {
        var position = Position;
        _index++;
        switch (Current)
        {
            case 'b': result.Append('\b'); break;
            case 't': result.Append('\t'); break;
            case 'n': result.Append('\n'); break;
            case 'f': result.Append('\f'); break;
            case 'r': result.Append('\r'); break;
            case '"': result.Append('"'); break;
            case '\\': result.Append('\\'); break;
            case 'u': AppendCodePoint(result, 4, position); return;
            case 'U': AppendCodePoint(result, 8, position); return;
            default:
                throw Error(position, AtLineEnd ? "a backslash ends the line" : $"\\{Shown().Trim('\'')} is no escape", "Double the backslash, or use single quotes, in which it means nothing");
        }

        _index++;
    }

    private void AppendCodePoint(StringBuilder result, int length, TomlPosition position)
    {
        _index++;
        uint code = 0;
        for (var i = 0; i < length; i++, _index++)
        {
            if (!char.IsAsciiHexDigit(Current))
                throw Error(position, $"the escape needs {length} hexadecimal digits and has {i}", length == 4 ? "Write \\u00E9" : "Write \\U0001F600");
            code = (code << 4) | Convert.ToUInt32(Current.ToString(), 16);
        }

        if (!Rune.IsValid(code))
            throw Error(position, $"U+{code:X4} isn't a character", "Write one below U+D800, or from U+E000 to U+10FFFF");
        result.Append(new Rune(code).ToString());
    }
}
