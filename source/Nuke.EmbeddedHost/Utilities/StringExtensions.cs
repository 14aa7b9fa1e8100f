namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    public static bool IsNullOrEmpty([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] this string? str) => string.IsNullOrEmpty(str);

    public static bool IsNullOrWhiteSpace([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] this string? str) => string.IsNullOrWhiteSpace(str);

    public static string? ToNullIfEmpty(this string? str) => string.IsNullOrEmpty(str) ? null : str;

    public static string? ToNullIfWhiteSpace(this string? str) => string.IsNullOrWhiteSpace(str) ? null : str;

    public static bool EqualsOrdinalIgnoreCase(this string? str, string? other) => string.Equals(str, other, StringComparison.OrdinalIgnoreCase);

    public static bool EqualsAnyOrdinalIgnoreCase(this string? str, params string[] others) => others.Any(x => x.EqualsOrdinalIgnoreCase(str));

    public static bool ContainsOrdinalIgnoreCase(this string str, string other) => str.Contains(other, StringComparison.OrdinalIgnoreCase);

    public static bool StartsWithOrdinalIgnoreCase(this string str, string other) => str.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    public static bool EndsWithOrdinalIgnoreCase(this string str, string other) => str.EndsWith(other, StringComparison.OrdinalIgnoreCase);

    public static string TrimStart(this string str, string trim) => str.StartsWith(trim, StringComparison.Ordinal) ? str[trim.Length..] : str;

    public static string TrimEnd(this string str, string trim) => str.EndsWith(trim, StringComparison.Ordinal) ? str[..^trim.Length] : str;

    /// <summary>Returns the first characters, with an ellipsis if any are omitted.</summary>
    public static string Truncate(this string str, int maxChars) => str.Length <= maxChars ? str : str[..maxChars] + "…";

    public static string Capitalize(this string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Indent(this string text, int count) => new string(' ', count) + text;

    public static string Repeat(this char ch, int count) => new(ch, count);

    public static string DoubleQuote(this string? str) => $"\"{str?.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string DoubleQuoteIfNeeded(this string? str)
        => str.IsNullOrWhiteSpace() ? "" : str.Contains(' ', StringComparison.Ordinal) && !str.IsDoubleQuoted() ? str.DoubleQuote() : str;

    public static string SingleQuote(this string? str) => $"'{str?.Replace("'", "\\'", StringComparison.Ordinal)}'";

    public static string SingleQuoteIfNeeded(this string? str)
        => str.IsNullOrWhiteSpace() ? "" : str.Contains(' ', StringComparison.Ordinal) && !str.IsSingleQuoted() ? str.SingleQuote() : str;

    public static bool IsDoubleQuoted(this string? str) => str is { Length: > 1 } && str[0] == '"' && str[^1] == '"';

    public static bool IsSingleQuoted(this string? str) => str is { Length: > 1 } && str[0] == '\'' && str[^1] == '\'';
}
