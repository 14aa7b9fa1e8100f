using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Compares paths with the wildcards of COPY and ADD, Go's <c>filepath.Match</c>: no wildcard matches a slash.</summary>
internal static class GoMatch
{
    public static bool HasWildcard(string pattern) => pattern.AsSpan().IndexOfAny("*?[\\") >= 0;

    /// <summary>Converts a pattern; <c>null</c> if it is not valid.</summary>
    public static Regex? Compile(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '\\' when index + 1 < pattern.Length:
                    expression.Append(Regex.Escape(pattern[++index].ToString()));
                    break;
                case '[':
                    var end = pattern.IndexOf(']', Math.Min(index + 2, pattern.Length));
                    if (end < 0)
                        return null;
                    expression.Append("(?!/)[").Append(pattern[(index + 1)..end].Replace("[", "\\[", StringComparison.Ordinal)).Append(']');
                    index = end;
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[index].ToString()));
                    break;
            }
        }

        try
        {
            return new Regex(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
