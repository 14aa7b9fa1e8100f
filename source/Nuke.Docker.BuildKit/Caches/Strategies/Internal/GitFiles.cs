namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>The few of git's own files that tell which branch is checked out; git itself takes longer to start than all the rest.</summary>
/// <param name="gitDirectory">Where <c>HEAD</c> is; of a worktree a folder of its own.</param>
/// <param name="commonDirectory">Where branches are.</param>
internal sealed class GitFiles(string gitDirectory, string commonDirectory)
{
    private const string Heads = "refs/heads/";
    private const string Origin = "refs/remotes/origin/";

    /// <summary>The repository of a folder; <c>null</c> where it is in none.</summary>
    public static GitFiles? Find(string folder)
    {
        for (var current = Path.GetFullPath(folder); current is not null; current = Path.GetDirectoryName(current))
        {
            var entry = Path.Combine(current, ".git");
            var git = Directory.Exists(entry) ? entry
                // A worktree or a submodule: the folder is elsewhere.
                : FirstLine(entry) is { } line && line.StartsWith("gitdir:", StringComparison.Ordinal) ? Path.GetFullPath(line["gitdir:".Length..].Trim(), current)
                : null;
            if (git is not null)
                return new(git, FirstLine(Path.Combine(git, "commondir")) is { } common ? Path.GetFullPath(common, git) : git);
        }

        return null;
    }

    /// <summary>The branch that is checked out. Of a commit that isn't, the one branch that ends there: CI checks out commits. <c>null</c> where that is none or several.</summary>
    /// <param name="preferred">The branch that counts where several end there.</param>
    public string? Branch(string preferred)
    {
        var head = FirstLine(Path.Combine(gitDirectory, "HEAD"));
        if (head is null)
            return null;
        if (Target(head) is { } name)
            // What newer repositories write where HEAD is kept in another form.
            return name.StartsWith(Heads, StringComparison.Ordinal) && name != $"{Heads}.invalid" ? name[Heads.Length..] : null;

        var branches = All().Where(reference => reference.Commit == head).Select(reference => Short(reference.Name)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return branches.Count == 1 ? branches[0] : branches.Contains(preferred, StringComparer.Ordinal) ? preferred : null;
    }

    /// <summary>The branch that <c>origin</c> had as its default when it was cloned, else <c>main</c> or <c>master</c>, whichever there is; <c>null</c> where there is neither.</summary>
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

    // Loose ones first: what is packed may be older.
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
