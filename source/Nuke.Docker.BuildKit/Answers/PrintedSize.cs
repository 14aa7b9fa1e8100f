using System.Diagnostics.Contracts;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A size that docker prints rounded, such as <c>405.4kB</c>.</summary>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Precision">Maximum rounding error in bytes; 0 if the size is exact.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PrintedSize(long Bytes, long Precision)
{
    // docker prints 3 or 4 digits and omits trailing zeros, so fewer digits do not mean a less precise number.
    private const int FewestDigits = 3;
    private const string DecimalUnits = "kmgtpezy";

    /// <summary>
    /// Parses <c>12.3kB</c>, <c>188.1GiB</c>, <c>1e+03MB</c>. Ignores text after a blank (<c>(47%)</c>) and the star of shared records.
    /// </summary>
    /// <returns><c>null</c> for <c>N/A</c>, an empty text and any other text that is not a size.</returns>
    [Pure]
    public static PrintedSize? Parse(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // docker prints both "2.1GB" and "2.1 GB".
        var word = words.Length > 1 && words[1].Length > 0 && char.IsLetter(words[1][0]) ? words[0] + words[1] : words.FirstOrDefault("");
        word = word.TrimEnd('*');
        var end = UnitStart(word);
        if (!decimal.TryParse(word.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0)
            return null;
        if (FactorOf(word[end..]) is not { } factor || value * factor > long.MaxValue)
            return null;
        return new PrintedSize((long)decimal.Round(value * factor), Rounding(word.AsSpan(0, end), value, factor));
    }

    // The "e" of "1e+03MB" is part of the number, that of "EB" of the unit.
    private static int UnitStart(string word)
    {
        for (var index = 0; index < word.Length; index++)
        {
            var exponent = word[index] == 'e' && index + 1 < word.Length && word[index + 1] is '+' or '-';
            if (char.IsLetter(word[index]) && !exponent)
                return index;
        }
        return word.Length;
    }

    private static decimal? FactorOf(string unit)
    {
        var name = unit.ToLowerInvariant();
        if (name is "" or "b")
            return 1;
        var power = DecimalUnits.IndexOf(name[0]) + 1;
        var factor = name[1..] switch { "" or "b" => 1000m, "i" or "ib" => 1024m, _ => 0 };
        if (power == 0 || power > 6 || factor == 0)
            return null;
        var product = 1m;
        for (var count = 0; count < power; count++)
            product *= factor;
        return product;
    }

    private static long Rounding(ReadOnlySpan<char> number, decimal value, decimal factor)
    {
        var exponent = number.IndexOf('e');
        var mantissa = exponent < 0 ? number : number[..exponent];
        var shown = 0;
        foreach (var character in mantissa)
            shown += char.IsAsciiDigit(character) ? 1 : 0;
        if (value == 0 || (factor == 1 && exponent < 0))
            return 0;

        var last = 1m;
        for (var rest = value; rest >= 10; rest /= 10)
            last *= 10;
        for (var rest = value; rest < 1; rest *= 10)
            last /= 10;
        for (var digit = 1; digit < Math.Max(FewestDigits, shown); digit++)
            last /= 10;
        return (long)decimal.Ceiling(last * factor / 2);
    }
}
