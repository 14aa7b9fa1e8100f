using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>A word as a number.</summary>
internal static class BareNumber
{
    /// <returns>Null where it is none.</returns>
    public static TomlValue? Read(string word, TomlPosition position)
    {
        if (word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'o' or 'b')
            return ReadPrefixed(word, position);

        var digits = word.AsSpan();
        var negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
            digits = digits[1..];
        if (digits is "inf")
            return new TomlFloat(negative ? double.NegativeInfinity : double.PositiveInfinity, position);
        if (digits is "nan")
            return new TomlFloat(double.NaN, position);

        var whole = SkipDigits(digits, 0);
        // 0 stands alone: 0123 is neither decimal nor octal.
        if (whole <= 0 || (digits[0] == '0' && whole > 1))
            return null;
        if (whole == digits.Length)
            return long.TryParse(Plain(word), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? new TomlInteger(value, position) : null;

        var end = whole;
        if (digits[end] == '.')
            end = SkipDigits(digits, end + 1);
        if (end > 0 && end < digits.Length && digits[end] is 'e' or 'E')
            end = SkipDigits(digits, end + 1 < digits.Length && digits[end + 1] is '+' or '-' ? end + 2 : end + 1);
        return end == digits.Length ? new TomlFloat(double.Parse(Plain(word), CultureInfo.InvariantCulture), position) : null;
    }

    /// <summary>What is wrong with something that was meant to be a number; null where it wasn't.</summary>
    public static (string Problem, string Cure)? Explain(string word)
    {
        var digits = word.TrimStart('+', '-');
        if (digits.Length == 0 || (!char.IsAsciiDigit(digits[0]) && digits[0] != '.'))
            return null;
        if (digits[0] == '.')
            return ($"the number {word} begins with a point", "Write a digit before it");
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiLetter(digits[1]) && digits.Length < word.Length)
            return ($"the number {word} has both a sign and a base", "Write it as a decimal number, or without the sign");
        if (digits.Contains("__") || digits.EndsWith('_') || digits.Contains("_.") || digits.Contains("._") || digits.StartsWith("0x_", StringComparison.Ordinal))
            return ($"the number {word} has an underscore that doesn't stand between two digits", "Remove it");
        if (digits.Length > 1 && digits[0] == '0' && (char.IsAsciiDigit(digits[1]) || digits[1] == '_'))
            return ($"the number {word} begins with 0", "Leave the 0 out, write 0o for an octal number, or put text in quotes");
        if (digits.EndsWith('.') || digits.Contains(".e") || digits.Contains(".E"))
            return ($"the number {word} has no digit behind its point", "Write one");
        return digits.All(character => char.IsAsciiHexDigit(character) || character is '_' or 'x' or 'o')
            && (digits.All(character => char.IsAsciiDigit(character) || character == '_') || digits[..2] is "0x" or "0o" or "0b")
            ? ($"the number {word} doesn't fit into 64 bits, or has a digit that its base lacks", "Write a smaller one, or a string")
            : ($"{word} isn't a number", "Put text in quotes");
    }

    private static TomlInteger? ReadPrefixed(string word, TomlPosition position)
    {
        var bits = word[1] switch { 'x' => 4, 'o' => 3, _ => 1 };
        var digits = word.AsSpan(2);
        if (digits[0] == '_' || digits[^1] == '_' || digits.Contains("__", StringComparison.Ordinal))
            return null;

        var value = 0UL;
        foreach (var character in digits)
        {
            if (character == '_')
                continue;
            if (!char.IsAsciiHexDigit(character))
                return null;
            var digit = (ulong)Convert.ToInt32(character.ToString(), 16);
            if (digit >> bits != 0 || value >> (63 - bits) != 0)
                return null;
            value = (value << bits) | digit;
        }

        return new TomlInteger((long)value, position);
    }

    /// <returns>The index behind the digits; -1 where there are none or an underscore isn't between two.</returns>
    private static int SkipDigits(ReadOnlySpan<char> text, int start)
    {
        if (start < 0)
            return -1;
        var index = start;
        while (index < text.Length && (char.IsAsciiDigit(text[index]) || (text[index] == '_' && index > start && text[index - 1] != '_')))
            index++;
        return index == start || text[index - 1] == '_' ? -1 : index;
    }

    private static string Plain(string word) => word.Replace("_", "");
}
