namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    private static readonly string[] KnownWords
        = ["DotNet", "GitHub", "GitVersion", "MSBuild", "NuGet", "ReSharper", "AppVeyor", "TeamCity", "GitLab", "SignPath", "JetBrains"];

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

    /// <summary>
    /// <c>DockerBuildKit</c> into <c>Docker</c>, <c>Build</c>, <c>Kit</c>: an uppercase letter after a lowercase letter begins a word. The given words stay
    /// whole everywhere; case doesn't matter.
    /// </summary>
    public static IEnumerable<string> SplitCamelHumps(this string str, params string[] exclusions)
    {
        var start = 0;
        var wholeUntil = 0;
        var afterSmall = false;
        for (var index = 0; index < str.Length; index++)
        {
            var begins = afterSmall && char.IsUpper(str[index]) && index >= wholeUntil;
            afterSmall = char.IsLower(str[index]);
            if (index >= wholeUntil && Array.Find(exclusions, x => str.AsSpan(index).StartsWith(x, StringComparison.OrdinalIgnoreCase)) is { Length: > 0 } word)
            {
                wholeUntil = index + word.Length;
                begins = true;
            }

            if (!begins || index == 0)
                continue;
            yield return str[start..index];
            start = index;
        }

        yield return str[start..];
    }

    /// <summary>Splits with the names of products kept whole, as parameters are written on the command line.</summary>
    public static IEnumerable<string> SplitCamelHumpsWithKnownWords(this string str) => str.SplitCamelHumps(KnownWords);

    private static string JoinWord(IEnumerable<string?> values, string word)
    {
        var list = values.ToList();
        return list.Count < 2 ? list.JoinCommaSpace() : $"{list[..^1].JoinCommaSpace()}{(list.Count > 2 ? "," : "")} {word} {list[^1]}";
    }
}
