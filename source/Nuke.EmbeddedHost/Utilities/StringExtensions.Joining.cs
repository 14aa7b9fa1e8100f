namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    public static string Join(this IEnumerable<string?> enumerable, string separator) => string.Join(separator, enumerable);

    public static string Join(this IEnumerable<string?> enumerable, char separator) => string.Join(separator, enumerable);

    public static string JoinSpace(this IEnumerable<string?> values) => values.Join(' ');

    public static string JoinComma(this IEnumerable<string?> values) => values.Join(',');

    public static string JoinCommaSpace(this IEnumerable<string?> values) => values.Join(", ");

    public static string JoinCommaAnd(this IEnumerable<string?> values) => JoinWord(values, "and");

    public static string JoinCommaOr(this IEnumerable<string?> values) => JoinWord(values, "or");

    public static string JoinSemicolon(this IEnumerable<string?> values) => values.Join(';');

    public static string JoinDash(this IEnumerable<string?> values) => values.Join('-');

    public static string JoinDot(this IEnumerable<string?> values) => values.Join('.');

    public static string JoinSlash(this IEnumerable<string?> values) => values.Join('/');

    public static string JoinUnderscore(this IEnumerable<string?> values) => values.Join('_');

    /// <summary>Joins lines with the platform's line break, or that of the platform given.</summary>
    public static string JoinNewLine(this IEnumerable<string?> values, PlatformFamily? platformFamily = null) => values.Join(platformFamily switch
    {
        null => Environment.NewLine,
        PlatformFamily.Windows => "\r\n",
        _ => "\n",
    });

    public static string[] SplitLineBreaks(this string str, StringSplitOptions options = StringSplitOptions.None) => str.Split(["\r\n", "\n"], options);

    public static string[] SplitSpace(this string str) => str.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>DockerBuildKit</c> into <c>Docker</c>, <c>Build</c>, <c>Kit</c>. Words given stay whole; so do runs of capitals.</summary>
    public static IEnumerable<string> SplitCamelHumps(this string str, params string[] exclusions)
    {
        var start = 0;
        var next = 1;
        while (next < str.Length)
        {
            var word = Array.Find(exclusions, x => str.AsSpan(start).StartsWith(x, StringComparison.Ordinal));
            if (word != null && next < start + word.Length)
                next = start + word.Length;
            if (next >= str.Length)
                break;

            var startsHump = char.IsUpper(str[next])
                && (!char.IsUpper(str[next - 1]) || (next + 1 < str.Length && char.IsLower(str[next + 1])));
            if (startsHump)
            {
                yield return str[start..next];
                start = next;
            }

            next++;
        }

        if (start < str.Length)
            yield return str[start..];
    }

    private static string JoinWord(IEnumerable<string?> values, string word)
    {
        var list = values.ToList();
        return list.Count < 2 ? list.JoinCommaSpace() : $"{list[..^1].JoinCommaSpace()} {word} {list[^1]}";
    }
}
