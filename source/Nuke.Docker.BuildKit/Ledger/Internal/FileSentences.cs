using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Describes changed files of a step.</summary>
internal static class FileSentences
{
    private const int Named = 3;
    private const int PackagesNamed = 3;

    // Names of files and folders that an image rarely needs, and endings of files.
    private static readonly string[] s_names =
    [
        ".git", "__pycache__", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".idea", ".vscode", ".DS_Store", ".coverage", ".dockerignore",
    ];

    private static readonly string[] s_endings = [".pyc", ".log", ".swp"];

    public static IReadOnlyList<InputDifference> Of(BuildLedger before, LedgerStep old, BuildLedger now, LedgerStep step)
    {
        var (files, oldFiles) = (FilesOf(now, step), FilesOf(before, old));
        // Files of another folder with the same content were not renamed.
        var hasOtherPaths = !old.Paths.SequenceEqual(step.Paths);
        var difference = FileDifference.Of(oldFiles, files, findsRenames: !hasOtherPaths);
        var found = new List<InputDifference>();
        List<string> unreadable = [.. files.Where(file => file.IsUnreadable).Select(file => file.Path).Intersect(difference.Content)];
        List<string> readable = [.. oldFiles.Where(file => file.IsUnreadable).Select(file => file.Path).Intersect(difference.Content)];
        List<string> content = [.. difference.Content.Except(unreadable).Except(readable)];
        if (content.Count > 0)
            found.Add(Content(before, now, content));
        if (unreadable.Count > 0)
            found.Add(new(CauseKind.FileMode, $"{List(unreadable)} can't be read any more", InputDifference.Limited(unreadable)));
        if (readable.Count > 0)
            found.Add(new(CauseKind.FileMode, $"{List(readable)} can be read now", InputDifference.Limited(readable)));
        if (difference.Renamed.Count > 0)
        {
            var (from, to) = difference.Renamed[0];
            var sentence = $"{Shown(from)} was renamed to {Shown(to)}{More(difference.Renamed.Count, 1)}";
            found.Add(new(CauseKind.FileRenamed, sentence, InputDifference.Limited(difference.Renamed.Select(pair => pair.To))));
        }

        // A path that the ignore file excludes now may still exist.
        if (difference.Added.Count > 0)
            Add(CauseKind.FileAdded, difference.Added, ExclusionOf(before, old), "added", "now in", "now read");
        if (difference.Removed.Count > 0)
            Add(CauseKind.FileRemoved, difference.Removed, ExclusionOf(now, step), "removed", "no longer in", "no longer read");
        if (difference.Mode.Count > 0)
        {
            var (path, was, is_) = difference.Mode[0];
            found.Add(new(
                CauseKind.FileMode,
                $"the permissions of {Shown(path)} changed from {was} to {is_}{More(difference.Mode.Count, 1)}",
                InputDifference.Limited(difference.Mode.Select(mode => mode.Path)),
                "Set COPY --chmod, or the same umask on all machines: git keeps only the executable bit."));
        }

        if (difference.Link.Count > 0)
        {
            var (was, is_) = difference.Link[0];
            var change = was.Kind == is_.Kind
                ? $"the link {Shown(is_.Path)} leads to {Shown(is_.Digest)} instead of {Shown(was.Digest)}"
                : $"{Shown(is_.Path)} is {KindOf(is_)} instead of {KindOf(was)}";
            found.Add(new(
                CauseKind.FileLink,
                change + More(difference.Link.Count, 1),
                InputDifference.Limited(difference.Link.Select(pair => pair.After.Path))));
        }

        // What helps against one change doesn't help if another one remains.
        return found.Exists(one => one.Advice is null) ? [.. found.Select(one => one with { Advice = null })] : found;

        void Add(CauseKind kind, IReadOnlyList<LedgerFile> changed, DockerignoreMatcher exclusion, string verb, string place, string read)
        {
            foreach (var group in changed.Select(file => file.Path).GroupBy(path => !hasOtherPaths && exclusion.Ignores(path)).OrderBy(group => group.Key))
            {
                List<string> paths = [.. group];
                var change = hasOtherPaths ? $"{(paths.Count == 1 ? "is" : "are")} {read}"
                    : group.Key ? $"{(paths.Count == 1 ? "is" : "are")} {place} the context, whose ignore file changed"
                    : $"{(paths.Count == 1 ? "was" : "were")} {verb}";
                found.Add(new(kind, $"{List(paths)} {change}", InputDifference.Limited(paths), Ignore(paths)));
            }
        }
    }

    private static DockerignoreMatcher ExclusionOf(BuildLedger ledger, LedgerStep step) =>
        new(DockerignoreFile.Parse(ledger.IgnoreRules.GetValueOrDefault(step.Context ?? "", "")));

    /// <summary>The files that a step reads, from the lists of its build.</summary>
    public static IReadOnlyList<LedgerFile> FilesOf(BuildLedger ledger, LedgerStep step) =>
        new ContextSelection(step.Paths, step.Excludes).Select(EntriesOf(ledger, step));

    /// <summary>Returns true if a step reads through a link. BuildKit compares what the link leads to, not where it is.</summary>
    public static bool FollowsLink(BuildLedger ledger, LedgerStep step) =>
        new ContextSelection(step.Paths).FollowsLink(EntriesOf(ledger, step));

    private static IReadOnlyList<LedgerFile> EntriesOf(BuildLedger ledger, LedgerStep step) =>
        step.Context is { } context && ledger.Contexts.TryGetValue(context, out var files) ? files : [];

    private static InputDifference Content(BuildLedger before, BuildLedger now, List<string> paths)
    {
        // The versions of packages say more than the names of the files.
        foreach (var path in paths.OrderBy(path => path.EndsWith(".toml", StringComparison.Ordinal)))
        {
            if (!before.Packages.TryGetValue(path, out var was) || !now.Packages.TryGetValue(path, out var is_))
                continue;
            var isProject = path.EndsWith("pyproject.toml", StringComparison.Ordinal);
            List<string> changes = [.. is_.Keys.Union(was.Keys).Where(name => was.GetValueOrDefault(name) != is_.GetValueOrDefault(name)).Select(Change)];
            if (changes.Count == 0)
            {
                if (paths.Count == 1 && !isProject)
                    return new(CauseKind.FileContent, $"{Shown(path)} changed, but none of its package versions", InputDifference.Limited(paths));
                continue;
            }

            var rest = paths.Count == 1 ? "" : $" ({List([.. paths.Where(other => other != path)])} changed, too)";
            return new(
                isProject ? CauseKind.FileContent : CauseKind.Packages,
                $"{Shown(path)} changed: {string.Join(", ", changes.Take(PackagesNamed))}{More(changes.Count, PackagesNamed)}{rest}",
                InputDifference.Limited(paths));

            string Change(string name) => isProject
                ? name
                : (was.GetValueOrDefault(name), is_.GetValueOrDefault(name)) switch
                {
                    (null, var added) => $"{$"{name} {added}".TrimEnd()} added",
                    (var removed, null) => $"{$"{name} {removed}".TrimEnd()} removed",
                    var (from, to) => $"{name} {Version(from)} → {Version(to)}",
                };

            static string Version(string version) => version.Length == 0 ? "any version" : version;
        }

        return new(CauseKind.FileContent, $"{List(paths)} changed", InputDifference.Limited(paths), Ignore(paths));
    }

    private static string? Ignore(List<string> paths)
    {
        List<string?> patterns = [.. paths.Select(PatternOf).Distinct()];
        return patterns.Contains(null) ? null
            : $"Add {string.Join(" and ", patterns)} to .dockerignore, if the image doesn't need {(paths.Count == 1 ? "it" : "them")}.";
    }

    // The line of an ignore file for a path that an image rarely needs.
    private static string? PatternOf(string path)
    {
        var parts = path.Split('/');
        if (parts.FirstOrDefault(s_names.Contains) is { } name)
            return $"**/{name}";
        if (s_endings.FirstOrDefault(ending => path.EndsWith(ending, StringComparison.Ordinal)) is { } end)
            return $"**/*{end}";
        return parts[^1] == "Dockerfile" ? Shown(path) : null;
    }

    private static string List(List<string> paths) => string.Join(", ", paths.Take(Named).Select(Shown)) + More(paths.Count, Named);

    // A line break in a name would end the sentence.
    private static string Shown(string path) => path.Any(char.IsControl)
        ? string.Concat(path.Select(character => char.IsControl(character) ? $"\\x{(int)character:x2}" : $"{character}"))
        : path;

    private static string KindOf(LedgerFile file) => file.Kind switch
    {
        'f' => "a file",
        'd' => "a folder",
        'l' => $"a link to {Shown(file.Digest)}",
        _ => "a special file",
    };

    private static string More(int count, int shown) => count > shown ? $" and {count - shown} more" : "";
}
