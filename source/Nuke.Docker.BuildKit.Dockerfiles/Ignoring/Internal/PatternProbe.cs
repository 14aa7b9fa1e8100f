using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>Creates sample paths for a pattern: in the root and, for <c>**/</c>, in a subdirectory, with letters for wildcards.</summary>
internal static class PatternProbe
{
    /// <param name="pattern">The pattern.</param>
    /// <param name="folders">More directories, as patterns, for patterns that match in any directory.</param>
    public static IEnumerable<string> Of(string pattern, IEnumerable<string> folders) => pattern.StartsWith("**/", StringComparison.Ordinal)
        ? [Filled(pattern[3..]), $"some/folder/{Filled(pattern[3..])}", .. folders.Select(folder => $"{Filled(folder)}/{Filled(pattern[3..])}")]
        : [Filled(pattern)];

    private static string Filled(string pattern)
    {
        var text = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*':
                    text.Append("some");
                    while (at + 1 < pattern.Length && pattern[at + 1] == '*')
                        at++;
                    break;
                case '?':
                    text.Append('x');
                    break;
                case '[' when pattern.IndexOf(']', at) is > 0 and var end:
                    text.Append(pattern[at + 1]);
                    at = end;
                    break;
                case '\\' when at + 1 < pattern.Length:
                    text.Append(pattern[++at]);
                    break;
                default:
                    text.Append(pattern[at]);
                    break;
            }
        }

        return text.ToString();
    }
}
