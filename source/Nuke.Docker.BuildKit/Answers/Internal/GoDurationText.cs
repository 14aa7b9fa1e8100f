using System.Buffers;
using System.Globalization;

namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>Durations as Go prints them: <c>1m30s</c>, <c>500ms</c>, <c>48h0m0s</c>.</summary>
internal static class GoDurationText
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Nanoseconds)[] Units =
        [("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var rest = text.AsSpan();
        var nanoseconds = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Number);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return text == "0" ? TimeSpan.Zero : null;
            rest = rest[digits..];
            var end = rest.IndexOfAny(Number);
            var name = (end < 0 ? rest : rest[..end]).ToString();
            var unit = Array.Find(Units, unit => unit.Unit == name);
            if (unit.Unit is null)
                return null;
            nanoseconds += value * unit.Nanoseconds;
            rest = rest[name.Length..];
        }
        return new TimeSpan((long)(nanoseconds / 100));
    }
}
