using System.Buffers;
using System.Diagnostics.Contracts;
using System.Globalization;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Formats sizes, durations and names for people, the same in logs, summaries and errors.</summary>
internal static class HumanText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Formats a size in decimal units as docker does, with three digits: <c>57 B</c>, <c>300 kB</c>, <c>1.05 GB</c>.</summary>
    [Pure]
    public static string Size(long bytes)
    {
        double value = bytes;
        var unit = 0;
        // 999.5 kB would be rounded to 1000 kB.
        while (Math.Abs(value) >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        var format = unit == 0 || Math.Abs(value) >= 99.95 ? "0" : Math.Abs(value) >= 9.995 ? "0.#" : "0.##";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    /// <summary>
    /// Formats a duration: two decimals below ten seconds, one below a minute, then minutes and seconds: <c>0.31 s</c>, <c>12.3 s</c>, <c>3 min 05 s</c>.
    /// </summary>
    [Pure]
    public static string Duration(TimeSpan duration)
    {
        if (duration.TotalSeconds < 59.95)
            return $"{duration.TotalSeconds.ToString(duration.TotalSeconds < 9.995 ? "0.00" : "0.0", CultureInfo.InvariantCulture)} s";
        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        return whole.TotalHours < 1
            ? $"{(int)whole.TotalMinutes} min {whole.Seconds:00} s"
            : $"{(int)whole.TotalHours} h {whole.Minutes:00} min";
    }

    /// <summary>Formats a rate as a percentage without decimals; <c>–</c> for <c>null</c>. Only 1 is 100 %, and only 0 is 0 %.</summary>
    [Pure]
    public static string Rate(double? rate) => rate switch
    {
        null => "–",
        > 0 and < 0.01 => "1 %",
        > 0.99 and < 1 => "99 %",
        _ => $"{rate.Value * 100:0} %",
    };

    /// <summary>Shortens digests to twelve digits as docker does: <c>python:3.13@sha256:c7c8d6fa23ab</c>.</summary>
    [Pure]
    public static string ShortenDigests(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string prefix = "sha256:";
        const int digits = 64;
        const int shown = 12;
        var start = 0;
        while ((start = text.IndexOf(prefix, start, StringComparison.Ordinal)) >= 0)
        {
            start += prefix.Length;
            if (text.Length >= start + digits && !text.AsSpan(start, digits).ContainsAnyExcept(HexDigits))
                text = text.Remove(start + shown, digits - shown);
        }
        return text;
    }

    /// <summary>
    /// Returns a text as one line of at most <paramref name="length"/> characters, without its middle: an error begins with what failed, and ends with
    /// the cause.
    /// </summary>
    [Pure]
    public static string ShortenMiddle(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 3);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
            return line;
        var begin = (length - 1) / 3;
        var end = line.Length - (length - 1 - begin);
        // Do not split a surrogate pair.
        if (char.IsHighSurrogate(line[begin - 1]))
            begin--;
        if (char.IsLowSurrogate(line[end]))
            end++;
        return $"{line[..begin].TrimEnd()}…{line[end..].TrimStart()}";
    }

    /// <summary>Formats rows as lines with aligned columns, without blanks at their ends.</summary>
    /// <param name="rows">The rows, each with the same number of cells; at least one.</param>
    /// <param name="left">The columns that are aligned to the left; the others are aligned to the right.</param>
    [Pure]
    public static IReadOnlyList<string> Table(IReadOnlyList<string[]> rows, params int[] left)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return [.. rows.Select(row => string.Join("  ", row.Select(Padded)).TrimEnd())];

        string Padded(string cell, int column) => left.Contains(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);
    }

    /// <summary>Returns a text as one line of at most <paramref name="length"/> characters. An ellipsis marks omitted text.</summary>
    [Pure]
    public static string Shorten(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
            return line;
        var end = length - 1;
        // Do not split a surrogate pair.
        if (end > 0 && char.IsHighSurrogate(line[end - 1]))
            end--;
        return line[..end].TrimEnd() + "…";
    }
}
