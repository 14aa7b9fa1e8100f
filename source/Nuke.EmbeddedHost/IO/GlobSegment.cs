using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Common.IO;

/// <summary>One name of a glob pattern.</summary>
internal sealed class GlobSegment
{
    private readonly Regex? expression;

    private GlobSegment(Regex? expression) => this.expression = expression;

    /// <summary>True if the segment is <c>**</c>, which matches any number of folders.</summary>
    public bool AnyFolders => expression == null;

    /// <exception cref="ArgumentException">A bracket or brace isn't closed.</exception>
    public static GlobSegment Parse(string segment)
    {
        if (segment == "**")
            return new GlobSegment(null);

        var text = new StringBuilder(@"\A");
        for (var index = 0; index < segment.Length; index++)
        {
            _ = segment[index] switch
            {
                '*' => text.Append(".*"),
                '?' => text.Append('.'),
                '[' => text.Append(CharacterSet(Take(segment, ref index, ']', least: segment.AsSpan(index).StartsWith("[!") ? 2 : 1))),
                '{' => text.Append($"(?:{string.Join('|', Take(segment, ref index, '}', least: 0).Split(',').Select(Regex.Escape))})"),
                '\\' when index + 1 < segment.Length => text.Append(Regex.Escape(segment[++index].ToString())),
                var other => text.Append(Regex.Escape(other.ToString())),
            };
        }

        var options = OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase | RegexOptions.Singleline : RegexOptions.Singleline;
        options |= RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;
        return new GlobSegment(new Regex(text.Append(@"\z").ToString(), options, TimeSpan.FromSeconds(1)));
    }

    public bool Matches(string name) => expression!.IsMatch(name);

    /// <summary>Reads the text up to the closing character, which is searched after the minimum number of characters.</summary>
    private static string Take(string segment, ref int index, char close, int least)
    {
        var start = index + 1;
        var end = start + least < segment.Length ? segment.IndexOf(close, start + least) : -1;
        if (end < 0)
            throw new ArgumentException($"'{segment}' is not a glob pattern: '{segment[index]}' has no closing '{close}'");
        index = end;
        return segment[start..end];
    }

    private static string CharacterSet(string characters)
    {
        var excludes = characters.StartsWith('!');
        var set = (excludes ? characters[1..] : characters).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)
            .Replace("]", @"\]", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return excludes ? $"[^{set}]" : $"[{set}]";
    }
}
