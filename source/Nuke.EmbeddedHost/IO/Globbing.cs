using System.IO.Enumeration;

namespace Nuke.Common.IO;

/// <summary>Finds files and folders by patterns: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders between.</summary>
public static class Globbing
{
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns)
        => Glob(directory, patterns, static x => x.GetFiles());

    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(this AbsolutePath directory, params string[] patterns)
        => Glob(directory, patterns, static x => x.GetDirectories());

    private static List<AbsolutePath> Glob(AbsolutePath directory, string[] patterns, Func<AbsolutePath, IEnumerable<AbsolutePath>> entries)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
            Walk(directory, pattern.Split('/', '\\'), entries, found);
        return [.. found.Select(AbsolutePath.Create)];
    }

    private static void Walk(AbsolutePath directory, ReadOnlySpan<string> pattern, Func<AbsolutePath, IEnumerable<AbsolutePath>> entries, SortedSet<string> found)
    {
        if (!directory.DirectoryExists())
            return;

        if (pattern[0] == "**")
        {
            Walk(directory, pattern.Length > 1 ? pattern[1..] : ["*"], entries, found);
            foreach (var child in directory.GetDirectories())
            {
                // A link to a folder above would never end.
                if (child.ToDirectoryInfo().LinkTarget == null)
                    Walk(child, pattern, entries, found);
            }

            return;
        }

        var last = pattern.Length == 1;
        foreach (var entry in last ? entries(directory) : directory.GetDirectories())
        {
            if (!FileSystemName.MatchesSimpleExpression(pattern[0], entry.Name, ignoreCase: !OperatingSystem.IsLinux()))
                continue;
            if (last)
                found.Add(entry);
            else
                Walk(entry, pattern[1..], entries, found);
        }

        if (pattern[0] == ".." && !last)
            Walk(directory / "..", pattern[1..], entries, found);
    }
}
