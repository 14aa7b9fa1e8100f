using System.Diagnostics.Contracts;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A time that was printed for people as an age, such as <c>2 days ago</c>, as an instant again.</summary>
/// <param name="Instant">The middle of what the text may mean.</param>
/// <param name="Precision">How far the true time may be away from it, at most.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PrintedTime(DateTimeOffset Instant, TimeSpan Precision)
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    /// <summary>Reads an age as docker prints it: <c>Less than a second ago</c>, <c>5 seconds ago</c>, <c>About an hour ago</c>, <c>3 weeks ago</c>; with or without <c>ago</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The clock that the age counts back from.</param>
    /// <returns><c>null</c> for <c>N/A</c>, an empty text and whatever else is no age.</returns>
    [Pure]
    public static PrintedTime? ParseAge(string? text, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var age = (text ?? "").Trim();
        if (age.EndsWith(" ago", StringComparison.Ordinal))
            age = age[..^4];
        if (RangeOf(age) is not var (from, to))
            return null;
        var half = (to - from) / 2;
        return new PrintedTime(time.GetUtcNow() - from - half, half);
    }

    /// <summary>Reads a time as Go prints it (<c>2026-11-21 22:44:52.884864289 +0000 UTC</c>) or as JSON has it.</summary>
    /// <returns><c>null</c> where the text is no time, or Go's zero, the year 1.</returns>
    [Pure]
    public static DateTimeOffset? Parse(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The fourth word is the time zone's name, which says nothing that the offset doesn't.
        var plain = words.Length >= 3 ? $"{words[0]}T{words[1]}{(words[2] is [_, _, _, _, _] offset ? offset.Insert(3, ":") : words[2])}" : text;
        return DateTimeOffset.TryParse(WholeTicks(plain), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1
            ? time
            : null;
    }

    // Go prints nanoseconds, of which .NET would round the last two; JSON's own reader cuts them off, and both are to agree.
    private static string? WholeTicks(string? text)
    {
        const int TickDigits = 7;
        var point = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (point < 0)
            return text;

        var end = point + 1;
        while (end < text!.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - point - 1 > TickDigits ? text.Remove(point + 1 + TickDigits, end - point - 1 - TickDigits) : text;
    }

    // Seconds, minutes, days and longer are cut off, hours are rounded: docker counts days in rounded hours.
    private static (TimeSpan From, TimeSpan To)? RangeOf(string age) => age switch
    {
        "Less than a second" => (TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        "About a minute" => (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)),
        "About an hour" => (TimeSpan.FromHours(1), TimeSpan.FromHours(1.5)),
        _ when age.Split(' ') is [var number, var unit] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => RangeOf(count, unit),
        _ => null,
    };

    private static (TimeSpan From, TimeSpan To)? RangeOf(int count, string unit) => unit.TrimEnd('s') switch
    {
        "second" => (TimeSpan.FromSeconds(count), TimeSpan.FromSeconds(count + 1)),
        "minute" => (TimeSpan.FromMinutes(count), TimeSpan.FromMinutes(count + 1)),
        "hour" => (TimeSpan.FromHours(count) - HalfAnHour, TimeSpan.FromHours(count) + HalfAnHour),
        "day" => InHours(count, 24),
        "week" => InHours(count, 24 * 7),
        "month" => InHours(count, 24 * 30),
        "year" => InHours(count, 24 * 365),
        _ => null,
    };

    private static (TimeSpan From, TimeSpan To) InHours(long count, int hours) =>
        (TimeSpan.FromHours(count * hours) - HalfAnHour, TimeSpan.FromHours((count + 1) * hours) - HalfAnHour);
}
