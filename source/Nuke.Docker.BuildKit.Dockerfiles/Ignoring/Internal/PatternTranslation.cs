using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>
/// Translates a pattern as BuildKit does: to a kind and, for <see cref="PatternKind.Expression"/>, to a regular expression. Characters that it does not
/// escape have their meaning in Go's regular expressions, not in a glob.
/// </summary>
internal static class PatternTranslation
{
    // The characters { | } are missing by mistake: the table of patternmatcher (up to v0.6.1 at least) only contains characters below 64. So a|b* means
    // "begins with a, or ends with b and a name", and a{2}* matches two of a.
    private const string Escaped = ".+()$";

    public static (PatternKind Kind, string Expression) Of(string pattern)
    {
        var kind = PatternKind.Exact;
        var text = new StringBuilder("^");
        // Go's scanner skips a byte order mark.
        var start = pattern.StartsWith('\uFEFF') ? 1 : 0;
        for (var at = start; at < pattern.Length; at++)
        {
            var character = pattern[at];
            switch (character)
            {
                case '*' when Next(pattern, at) == '*':
                    var first = at == start;
                    at++;
                    if (Next(pattern, at) == '/')
                        at++;
                    if (at == pattern.Length - 1)
                    {
                        text.Append(".*");
                        kind = kind == PatternKind.Exact ? PatternKind.Prefix : PatternKind.Expression;
                    }
                    else
                    {
                        text.Append("(.*/)?");
                        kind = PatternKind.Expression;
                    }

                    if (first)
                        kind = PatternKind.Suffix;
                    break;
                case '*':
                    text.Append("[^/]*");
                    kind = PatternKind.Expression;
                    break;
                case '?':
                    text.Append("[^/]");
                    kind = PatternKind.Expression;
                    break;
                case '\\' when Next(pattern, at) is { } next:
                    text.Append('\\').Append(next);
                    kind = PatternKind.Expression;
                    at++;
                    break;
                case '[' or ']':
                    text.Append(character);
                    kind = PatternKind.Expression;
                    break;
                default:
                    if (Escaped.Contains(character))
                        text.Append('\\');
                    text.Append(character);
                    break;
            }
        }

        return (kind, text.Append('$').ToString());
    }

    private static char? Next(string pattern, int at) => at + 1 < pattern.Length ? pattern[at + 1] : null;
}
