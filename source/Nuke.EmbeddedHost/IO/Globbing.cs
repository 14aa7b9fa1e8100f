namespace Nuke.Common.IO;

/// <summary>
/// Finds files and folders by patterns with slashes between names: <c>*</c> and <c>?</c> within a name, <c>[a-z]</c> and <c>[!a-z]</c>
/// for a character, <c>{a,b}</c> for one of several texts, <c>**</c> for any folders between. A backslash takes the next character literally.
/// The result is sorted and has each path once.
/// </summary>
public static class Globbing
{
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns)
        => Glob(directory, patterns, ofFiles: true);

    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(this AbsolutePath directory, params string[] patterns)
        => Glob(directory, patterns, ofFiles: false);

    private static List<AbsolutePath> Glob(AbsolutePath directory, string[] patterns, bool ofFiles)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
            Walk(directory, Array.ConvertAll(pattern.Split('/'), GlobSegment.Parse), ofFiles, found);
        return [.. found.Select(AbsolutePath.Create)];
    }

    private static void Walk(AbsolutePath directory, ReadOnlySpan<GlobSegment> pattern, bool ofFiles, SortedSet<string> found)
    {
        if (!directory.DirectoryExists())
            return;

        var segment = pattern[0];
        var last = pattern.Length == 1;
        if (segment.AnyFolders)
        {
            WalkAll(directory, pattern, ofFiles, found);
            return;
        }

        foreach (var entry in last && ofFiles ? directory.GetFiles() : directory.GetDirectories())
        {
            if (!segment.Matches(entry.Name))
                continue;
            if (last)
                found.Add(entry);
            else
                Walk(entry, pattern[1..], ofFiles, found);
        }
    }

    private static void WalkAll(AbsolutePath directory, ReadOnlySpan<GlobSegment> pattern, bool ofFiles, SortedSet<string> found)
    {
        if (pattern.Length > 1)
            Walk(directory, pattern[1..], ofFiles, found);
        else if (ofFiles)
            found.UnionWith(directory.GetFiles().Select(x => x.ToString()));
        else
            found.Add(directory);

        foreach (var child in directory.GetDirectories())
        {
            // A link to a folder above would never end.
            if (child.ToDirectoryInfo().LinkTarget == null)
                WalkAll(child, pattern, ofFiles, found);
        }
    }
}
