using System.Diagnostics.Contracts;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A time that docker prints as an age, such as <c>2 days ago</c>.</summary>
/// <param name="Instant">Middle of the time range that the text can mean.</param>
/// <param name="Precision">Maximum deviation from the true time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PrintedTime(DateTimeOffset Instant, TimeSpan Precision)
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Parses an age: <c>Less than a second ago</c>, <c>5 seconds ago</c>, <c>About an hour ago</c>, <c>3 weeks ago</c>; with or without <c>ago</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="time">Clock that the age refers to.</param>
    /// <returns><c>null</c> for <c>N/A</c>, an empty text and any other text that is not an age.</returns>
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

    /// <summary>Parses a time in Go's format (<c>2026-11-21 22:44:52.884864289 +0000 UTC</c>) or JSON's.</summary>
    /// <returns><c>null</c> if the text is not a time, or is Go's zero time, the year 1.</returns>
    [Pure]
    public static DateTimeOffset? Parse(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The fourth word is the name of the time zone, which the offset already determines.
        var plain = words.Length >= 3 ? $"{words[0]}T{words[1]}{(words[2] is [_, _, _, _, _] offset ? offset.Insert(3, ":") : words[2])}" : text;
        return DateTimeOffset.TryParse(WholeTicks(plain), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1
            ? time
            : null;
    }

    // Go prints nanoseconds. .NET would round the last two digits, but its JSON reader truncates them; both must give the same time.
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

    // docker truncates seconds, minutes, days and longer units, and rounds hours, from which it counts days.
    private static (TimeSpan From, TimeSpan To)? RangeOf(string age) => age switch
    {
        "Less than a second" => (TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        "About a minute" => (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)),
        "About an hour" => (TimeSpan.FromHours(1), TimeSpan.FromHours(1.5)),
        _ when age.Split(' ') is [var number, var unit] && Count(number) is { } count => RangeOf(count, unit),
        _ => null,
    };

    private static int? Count(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

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
