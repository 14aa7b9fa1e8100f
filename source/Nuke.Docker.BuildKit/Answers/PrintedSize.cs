using System.Diagnostics.Contracts;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A size that was printed for people, such as <c>405.4kB</c>, as a number again.</summary>
/// <param name="Bytes">The number that the text says.</param>
/// <param name="Precision">How many bytes the true size may be away from it, because the text was rounded; 0 where it is exact.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PrintedSize(long Bytes, long Precision)
{
    // docker prints 3 digits in some places and 4 in others, and drops zeros at the end: fewer digits don't mean a rounder number.
    private const int FewestDigits = 3;
    private const string DecimalUnits = "kmgtpezy";

    /// <summary>Reads <c>12.3kB</c>, <c>188.1GiB</c>, <c>1e+03MB</c>; what follows a blank (<c>(47%)</c>) and the star of shared records are left out.</summary>
    /// <returns><c>null</c> for <c>N/A</c>, an empty text and whatever else is no size.</returns>
    [Pure]
    public static PrintedSize? Parse(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // "2.1GB" and "2.1 GB" are both in use.
        var word = words.Length > 1 && words[1].Length > 0 && char.IsLetter(words[1][0]) ? words[0] + words[1] : words.FirstOrDefault("");
        word = word.TrimEnd('*');
        var end = UnitStart(word);
        if (!decimal.TryParse(word.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0)
            return null;
        if (FactorOf(word[end..]) is not { } factor || value * factor > long.MaxValue)
            return null;
        return new PrintedSize((long)decimal.Round(value * factor), Rounding(word.AsSpan(0, end), value, factor));
    }

    // The "e" of "1e+03MB" belongs to the number; "EB" to the unit.
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
