using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Reads and writes durations as Go's tools do: <c>1h2m3.5s</c>, <c>300ms</c>, <c>-1.5h</c>.</summary>
internal static class GoDuration
{
    private const decimal TicksPerNanosecond = 0.01m;

    // Go stores nanoseconds in 64 bits.
    private const decimal Limit = long.MaxValue * TicksPerNanosecond;

    /// <summary>Returns hours, minutes and seconds without those that are zero; <c>0s</c> for zero.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";

        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var ticks = duration.Ticks < 0 ? (ulong)-(duration.Ticks + 1) + 1 : (ulong)duration.Ticks;
        var (hours, rest) = Math.DivRem(ticks, (ulong)TimeSpan.TicksPerHour);
        var (minutes, remainder) = Math.DivRem(rest, (ulong)TimeSpan.TicksPerMinute);
        if (hours > 0)
            text.Append(hours).Append('h');
        if (minutes > 0)
            text.Append(minutes).Append('m');
        if (remainder > 0)
            text.Append(((decimal)remainder / TimeSpan.TicksPerSecond).ToString("0.#######")).Append('s');

        return text.ToString();
    }

    /// <summary>
    /// Reads Go's syntax: decimal numbers, each with a unit: <c>ns</c>, <c>us</c>, <c>µs</c>, <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>. Fractions of 100 ns
    /// are truncated.
    /// </summary>
    /// <param name="text">The duration; a plain <c>0</c> needs no unit.</param>
    /// <param name="setting">The name of the setting in messages: <c>--timeout</c>.</param>
    /// <exception cref="InvalidSettingException">The text is not a duration, or exceeds 292 years, Go's limit.</exception>
    public static TimeSpan Parse(string text, string setting)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ticks(text) is not { } ticks)
            throw new InvalidSettingException(setting, $"'{text}' is not a duration; write numbers with units, such as 90s, 1h30m or 1.5h");
        return IsHeld(ticks)
            ? new TimeSpan((long)ticks)
            : throw new InvalidSettingException(setting, $"'{text}' exceeds 292 years, the maximum of Go's durations");
    }

    /// <summary>Reads the output of a tool; <c>null</c> if it is not a duration; see <see cref="Parse"/>.</summary>
    public static TimeSpan? TryParse(string? text) => text is not null && Ticks(text) is { } ticks && IsHeld(ticks) ? new TimeSpan((long)ticks) : null;

    private static bool IsHeld(decimal ticks) => Math.Abs(ticks) <= Limit;

    private static decimal? Ticks(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
            rest = rest[1..];
        if (rest.SequenceEqual("0"))
            return 0;
        if (rest.IsEmpty)
            return null;

        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var number = Leading(rest, character => char.IsAsciiDigit(character) || character == '.');
            var unit = Leading(rest[number.Length..], character => !char.IsAsciiDigit(character) && character != '.');
            if (number.IsEmpty || PerUnit(unit) is not { } perUnit
                || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return null;
            }

            // Twice the limit represents all greater values.
            ticks += Math.Min(count, 2 * Limit / perUnit) * perUnit;
            rest = rest[(number.Length + unit.Length)..];
        }

        return negative ? -ticks : ticks;
    }

    private static ReadOnlySpan<char> Leading(ReadOnlySpan<char> text, Predicate<char> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
            length++;
        return text[..length];
    }

    private static decimal? PerUnit(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => TicksPerNanosecond,
        "us" or "µs" or "μs" => 10,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };
}
