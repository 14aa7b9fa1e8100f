using System.Buffers;
using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads sizes as docker does, in multiples of 1024: <c>64m</c>, <c>1.5GiB</c>.</summary>
internal static class RamSize
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789. ");

    public static long? Parse(string text)
    {
        var number = text.AsSpan(0, text.AsSpan().LastIndexOfAny(s_number) + 1);
        var unit = text[number.Length..].ToLowerInvariant();
        if (number.EndsWith(" "))
            number = number[..^1];
        if (number.IsEmpty || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        if (unit is "" or "b")
            return (long)value;
        var power = "kmgtp".IndexOf(unit[0], StringComparison.Ordinal) + 1;
        return power > 0 && unit[1..] is "" or "b" or "ib" ? (long)(value * Math.Pow(1024, power)) : null;
    }
}
