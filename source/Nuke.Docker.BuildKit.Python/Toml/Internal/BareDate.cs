using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>A word as a day, a time or both.</summary>
internal static class BareDate
{
    private const string Cure = "Write 2026-01-31, 23:59:59, 2026-01-31T23:59:59 or 2026-01-31T23:59:59Z";

    /// <returns>Null where it looks like none.</returns>
    public static TomlValue? Read(string word, TomlPosition position, Func<TomlPosition, string, string, TomlException> error)
    {
        if (Matches(word, "00:"))
            return Time(word, out var length) is { } time && length == word.Length ? new TomlLocalTime(time, position) : throw error(position, $"{word} isn't a time", Cure);
        if (!Matches(word, "0000-"))
            return null;
        if (Day(word) is not { } day)
            throw error(position, $"{word} isn't a day of the calendar", Cure);
        if (word.Length == 10)
            return new TomlLocalDate(day, position);
        if (word[10] is not ('T' or 't' or ' ') || Time(word[11..], out var timeLength) is not { } clock)
            throw error(position, $"{word} has no time behind its day", Cure);

        var zone = word[(11 + timeLength)..];
        var moment = day.ToDateTime(clock);
        if (zone.Length == 0)
            return new TomlLocalDateTime(moment, position);
        return Offset(zone) is { } offset ? new TomlOffsetDateTime(moment, offset, position) : throw error(position, $"{word} has no time zone behind its time", Cure);
    }

    private static DateOnly? Day(string word) =>
        word.Length >= 10 && Matches(word, "0000-00-00") && DateOnly.TryParseExact(word.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static TimeOnly? Time(string word, out int length)
    {
        length = 8;
        if (!Matches(word, "00:00:00") || !TimeOnly.TryParseExact(word.AsSpan(0, 8), "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        if (word.Length == 8 || word[8] != '.')
            return time;

        length = 9;
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        for (; length < word.Length && char.IsAsciiDigit(word[length]); length++)
        {
            unit /= 10;
            ticks += (word[length] - '0') * unit;
        }

        return length > 9 ? new TimeOnly(time.Ticks + ticks) : null;
    }

    private static TimeSpan? Offset(string zone)
    {
        if (zone is "Z" or "z")
            return TimeSpan.Zero;
        if (zone.Length != 6 || zone[0] is not ('+' or '-') || !Matches(zone[1..], "00:00"))
            return null;
        var (hours, minutes) = (int.Parse(zone.AsSpan(1, 2)), int.Parse(zone.AsSpan(4, 2)));
        return hours > 23 || minutes > 59 ? null : new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
    }

    /// <summary>Whether a word begins like a pattern, in which 0 is any digit.</summary>
    private static bool Matches(string word, string pattern) =>
        word.Length >= pattern.Length && !pattern.Where((expected, i) => expected == '0' ? !char.IsAsciiDigit(word[i]) : word[i] != expected).Any();
}
