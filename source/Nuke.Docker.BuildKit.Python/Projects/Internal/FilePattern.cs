namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The patterns of workspaces and license files: *, ? and [ ] within a part, ** for any depth.</summary>
internal static class FilePattern
{
    private const int MaximumDepth = 8;

    public static IEnumerable<string> Find(ProjectFiles files, string pattern, bool directories) =>
        Find(files, "", Parts(pattern), 0, directories, 0).Distinct(StringComparer.Ordinal);

    /// <summary>Without repeated **, which would search the same folders again and again.</summary>
    private static string[] Parts(string pattern)
    {
        var parts = pattern.TrimEnd('/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.Where((part, index) => part != "**" || index == 0 || parts[index - 1] != "**")];
    }

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
            foreach (var name in files.List(directory, directories: false).Where(name => Matches(part, name)))
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
        .Where(name => !SourceTree.IsForeign(name) && Matches(pattern, name))
        .Select(name => Join(directory, name));

    public static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // After a mismatch, the last * takes one more character: no combination of several has to be tried.
        var (at, index, star, taken) = (0, 0, -1, 0);
        while (index < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, taken, at) = (at, index, at + 1);
            else if (at < pattern.Length && Single(pattern[at..], name[index]) is > 0 and var length)
                (at, index) = (at + length, index + 1);
            else if (star >= 0)
                (at, index, taken) = (star + 1, taken + 1, taken + 1);
            else
                return false;
        }

        return pattern[at..].IndexOfAnyExcept('*') < 0;
    }

    /// <returns>The length of the part that matches the character; 0: none does.</returns>
    private static int Single(ReadOnlySpan<char> pattern, char character)
    {
        if (pattern[0] == '[' && pattern.IndexOf(']') is > 1 and var close)
            return IsIn(pattern[1..close], character) ? close + 1 : 0;
        return pattern[0] == '?' || pattern[0] == character ? 1 : 0;
    }

    /// <summary>abc, a-z and !abc.</summary>
    private static bool IsIn(ReadOnlySpan<char> set, char character)
    {
        var negated = set[0] is '!' or '^';
        if (negated)
            set = set[1..];
        for (var i = 0; i < set.Length; i++)
        {
            var last = i + 2 < set.Length && set[i + 1] == '-' ? set[i + 2] : set[i];
            if (character >= set[i] && character <= last)
                return !negated;
            i += last == set[i] ? 0 : 2;
        }

        return negated;
    }
}
