using System.IO.Enumeration;

namespace Nuke.Docker.BuildKit.Python.Internal;

/// <summary>The patterns of workspaces and license files: *, ? and [ ] within a part, ** for any depth.</summary>
internal static class FilePattern
{
    private const int MaximumDepth = 8;

    public static IEnumerable<string> Find(ProjectFiles files, string pattern, bool directories) =>
        Find(files, "", pattern.TrimEnd('/').Split('/', StringSplitOptions.RemoveEmptyEntries), 0, directories, 0).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Find(ProjectFiles files, string directory, string[] parts, int index, bool directories, int depth)
    {
        if (index == parts.Length || depth > MaximumDepth)
            yield break;

        var part = parts[index];
        var last = index == parts.Length - 1;
        if (part == "**")
        {
            foreach (var found in Find(files, directory, parts, index + 1, directories, depth))
                yield return found;
            foreach (var child in Children(files, directory, "*"))
            {
                if (last && directories)
                    yield return child;
                foreach (var found in Find(files, child, parts, index, directories, depth + 1))
                    yield return found;
            }

            yield break;
        }

        if (last && !directories)
        {
            foreach (var name in files.List(directory, directories: false).Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false)))
                yield return Join(directory, name);
            yield break;
        }

        foreach (var child in part is "." ? [directory] : Children(files, directory, part))
        {
            if (last)
                yield return child;
            else
                foreach (var found in Find(files, child, parts, index + 1, directories, depth + 1))
                    yield return found;
        }
    }

    private static IEnumerable<string> Children(ProjectFiles files, string directory, string pattern) => files.List(directory, directories: true)
        .Where(name => !SourceTree.IsForeign(name) && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
        .Select(name => Join(directory, name));

    public static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";
}
