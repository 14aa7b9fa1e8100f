namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The difference between two lists of files.</summary>
internal sealed record FileDifference
{
    public required IReadOnlyList<LedgerFile> Added { get; init; }

    public required IReadOnlyList<LedgerFile> Removed { get; init; }

    public required IReadOnlyList<(string From, string To)> Renamed { get; init; }

    /// <summary>Files with another content.</summary>
    public required IReadOnlyList<string> Content { get; init; }

    /// <summary>Files with other permissions and the same content.</summary>
    public required IReadOnlyList<(string Path, string Before, string After)> Mode { get; init; }

    /// <summary>Links with another target, and entries of another kind.</summary>
    public required IReadOnlyList<(LedgerFile Before, LedgerFile After)> Link { get; init; }

    /// <summary>Directories with other permissions, which BuildKit notices only together with other changes.</summary>
    public required IReadOnlyList<string> FolderMode { get; init; }

    public int Count => Added.Count + Removed.Count + Renamed.Count + Content.Count + Mode.Count + Link.Count;

    /// <summary>Compares two lists.</summary>
    /// <param name="before">The old list.</param>
    /// <param name="now">The new list.</param>
    /// <param name="findsRenames">True if a file that was added with the content of one that was removed counts as renamed.</param>
    public static FileDifference Of(IReadOnlyList<LedgerFile> before, IReadOnlyList<LedgerFile> now, bool findsRenames)
    {
        var old = before.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var paths = now.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        List<LedgerFile> added = [.. now.Where(file => !old.ContainsKey(file.Path))];
        List<LedgerFile> removed = [.. before.Where(file => !paths.Contains(file.Path))];
        var renamed = new List<(string, string)>();
        // A small or empty file has the content of many others.
        foreach (var file in added.Where(file => findsRenames && file is { Kind: 'f' }).ToList())
        {
            List<LedgerFile> same = [.. removed.Where(other => other.Kind == 'f' && other.Digest == file.Digest)];
            if (same.Count != 1 || added.Count(other => other.Digest == file.Digest) != 1)
                continue;
            renamed.Add((same[0].Path, file.Path));
            added.Remove(file);
            removed.Remove(same[0]);
        }

        var (content, link, folderMode) = (new List<string>(), new List<(LedgerFile Before, LedgerFile After)>(), new List<string>());
        var mode = new List<(string, string, string)>();
        foreach (var file in now)
        {
            // A file that buildx may not have sent is not another one.
            if (!old.TryGetValue(file.Path, out var other) || (other.Kind, other.Mode, other.Digest) == (file.Kind, file.Mode, file.Digest))
                continue;
            if (other.Kind != file.Kind || (file.Kind == 'l' && other.Digest != file.Digest))
                link.Add((other, file));
            else if (other.Digest != file.Digest)
                content.Add(file.Path);
            else if (file.Kind == 'd')
                folderMode.Add(file.Path);
            else
                mode.Add((file.Path, other.Octal, file.Octal));
        }

        // What was in a folder, or behind a link, is gone with it.
        Remove(removed, link.Select(pair => pair.Before));
        Remove(added, link.Select(pair => pair.After));
        return new FileDifference
        {
            Added = added,
            Removed = removed,
            Renamed = renamed,
            Content = content,
            Mode = mode,
            Link = link,
            FolderMode = folderMode,
        };
    }

    private static void Remove(List<LedgerFile> files, IEnumerable<LedgerFile> entries)
    {
        List<string> roots =
        [
            .. entries.Where(entry => entry.Kind is 'd' or 'l')
                .Select(entry => entry.Kind == 'l' ? ContextSelection.TargetOf(entry) : entry.Path)
                .Where(root => root.Length > 0),
        ];
        files.RemoveAll(file => roots.Exists(root => ContextSelection.IsBelow(file.Path, root)));
    }
}
