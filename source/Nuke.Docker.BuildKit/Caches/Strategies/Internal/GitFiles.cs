namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Reads the current branch from the files of a git repository, which is faster than starting git.</summary>
/// <param name="gitDirectory">The folder with <c>HEAD</c>. A worktree has its own.</param>
/// <param name="commonDirectory">The folder with the branches.</param>
internal sealed class GitFiles(string gitDirectory, string commonDirectory)
{
    private const string GitDirectory = "gitdir:";
    private const string Heads = "refs/heads/";
    private const string Origin = "refs/remotes/origin/";

    /// <summary>Finds the repository of a folder. <c>null</c>: the folder is not in a repository.</summary>
    public static GitFiles? Find(string folder)
    {
        for (var current = Path.GetFullPath(folder); current is not null; current = Path.GetDirectoryName(current))
        {
            var entry = Path.Combine(current, ".git");
            var git = Directory.Exists(entry) ? entry
                // A worktree or a submodule has a file that refers to its folder.
                : FirstLine(entry) is { } line && line.StartsWith(GitDirectory, StringComparison.Ordinal)
                    ? Path.GetFullPath(line[GitDirectory.Length..].Trim(), current)
                : null;
            if (git is not null)
                {
                    var common = FirstLine(Path.Combine(git, "commondir"));
                    return new(git, common is null ? git : Path.GetFullPath(common, git));
                }
        }

        return null;
    }

    /// <summary>
    /// Returns the branch that is checked out. For a commit without a branch, as CI systems check out, the branch that points to it. <c>null</c>: there
    /// is none, or there are several.
    /// </summary>
    /// <param name="preferred">The branch to prefer if several point to the commit.</param>
    public string? Branch(string preferred)
    {
        var head = FirstLine(Path.Combine(gitDirectory, "HEAD"));
        if (head is null)
            return null;
        if (Target(head) is { } name)
            // Git writes .invalid if HEAD is stored in another format.
            return name.StartsWith(Heads, StringComparison.Ordinal) && name != $"{Heads}.invalid" ? name[Heads.Length..] : null;

        var branches = All()
            .Where(reference => reference.Commit == head)
            .Select(reference => Short(reference.Name))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return branches.Count == 1 ? branches[0] : branches.Contains(preferred, StringComparer.Ordinal) ? preferred : null;
    }

    /// <summary>
    /// Returns the default branch of <c>origin</c> at the time of the clone, or <c>main</c> or <c>master</c>, whichever exists. <c>null</c>: neither
    /// exists.
    /// </summary>
    public string? DefaultBranch()
    {
        if (FirstLine(Path.Combine(commonDirectory, Origin, "HEAD")) is { } head && Target(head) is { } target && Short(target) is { } name)
            return name;

        var names = All().Select(reference => Short(reference.Name)).ToHashSet(StringComparer.Ordinal);
        return names.Contains("main") ? "main" : names.Contains("master") ? "master" : null;
    }

    private static string? Target(string head) => head.StartsWith("ref:", StringComparison.Ordinal) ? head["ref:".Length..].Trim() : null;

    private static string? Short(string reference) =>
        reference.StartsWith(Heads, StringComparison.Ordinal) ? reference[Heads.Length..]
        : reference.StartsWith(Origin, StringComparison.Ordinal) && reference != $"{Origin}HEAD" ? reference[Origin.Length..]
        : null;

    // Loose references first, because packed ones may be older.
    private IEnumerable<(string Name, string Commit)> All()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prefix in new[] { Heads, Origin })
        {
            var folder = Path.Combine(commonDirectory, prefix);
            if (!Directory.Exists(folder))
                continue;

            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var name = prefix + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
                if (FirstLine(file) is { } commit && seen.Add(name))
                    yield return (name, commit);
            }
        }

        foreach (var line in Lines(Path.Combine(commonDirectory, "packed-refs")))
        {
            if (line.Split(' ', 2) is [{ Length: >= 40 } commit, var name] && seen.Add(name.Trim()))
                yield return (name.Trim(), commit);
        }
    }

    private static string? FirstLine(string file) => Lines(file) is [var line, ..] && line.Trim() is { Length: > 0 } text ? text : null;

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
