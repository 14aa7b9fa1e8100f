namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>What an import has to do to a mount.</summary>
/// <param name="Put">What goes in, folders that it stands in included, outer ones first.</param>
/// <param name="Delete">Paths to take away before; nothing below a folder that goes itself.</param>
/// <param name="Kept">How many files the mount has in a newer form.</param>
internal sealed record ImportPlan(IReadOnlyList<MountEntry> Put, IReadOnlyList<string> Delete, int Kept)
{
    public bool IsEmpty => Put.Count == 0 && Delete.Count == 0;

    /// <param name="exported">The entries of the export.</param>
    /// <param name="target">What the mount holds.</param>
    /// <param name="replace">Whether the mount is to be what was exported, whatever it holds.</param>
    public static ImportPlan Create(IReadOnlyCollection<MountEntry> exported, IReadOnlyDictionary<string, MountEntry> target, bool replace)
    {
        var wanted = exported.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var isNew = target.Keys.All(path => path == MountEntry.Root);
        var put = new Dictionary<string, MountEntry>(StringComparer.Ordinal);
        var kept = 0;
        foreach (var entry in exported.Where(entry => entry.Path != MountEntry.Root).OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            if (!replace && StandsInFile(entry.Path, target))
            {
                kept++;
                continue;
            }

            switch (Decide(entry, target.GetValueOrDefault(entry.Path), replace))
            {
                case Choice.Put:
                    put[entry.Path] = entry;
                    break;
                case Choice.Keep:
                    kept++;
                    break;
            }
        }

        var root = isNew || replace ? wanted.GetValueOrDefault(MountEntry.Root) ?? target[MountEntry.Root] : target[MountEntry.Root];
        var delete = replace ? Doomed(target, wanted) : [];
        if (put.Count == 0 && root.HasOwnerOf(target[MountEntry.Root]))
            return new ImportPlan([], delete, kept);

        foreach (var folder in put.Keys.SelectMany(Parents).Distinct(StringComparer.Ordinal).ToList())
            put.TryAdd(folder, !replace && target.GetValueOrDefault(folder) is { Kind: EntryKind.Folder } existing ? existing : FolderOf(folder, wanted));
        put[MountEntry.Root] = root;
        return new ImportPlan([.. put.Values.OrderBy(entry => entry.Path == MountEntry.Root ? "" : entry.Path, StringComparer.Ordinal)], delete, kept);
    }

    private static Choice Decide(MountEntry entry, MountEntry? there, bool replace)
    {
        if (there is null)
            return Choice.Put;
        if (there.HasContentOf(entry))
            return replace && !there.HasOwnerOf(entry) ? Choice.Put : Choice.Leave;
        if (replace)
            return Choice.Put;
        // A folder in a file's place, or the reverse, is nothing to be merged.
        return there.Kind == EntryKind.Folder || entry.Kind == EntryKind.Folder || there.Modified >= entry.Modified ? Choice.Keep : Choice.Put;
    }

    // What isn't in the export, and what is something else there: a folder can't take the place of a file.
    private static List<string> Doomed(IReadOnlyDictionary<string, MountEntry> target, Dictionary<string, MountEntry> wanted)
    {
        var doomed = target.Values
            .Where(there => there.Path != MountEntry.Root && (!wanted.TryGetValue(there.Path, out var entry) || (entry.Kind != there.Kind && (entry.Kind == EntryKind.Folder || there.Kind == EntryKind.Folder))))
            .Select(there => there.Path)
            .ToHashSet(StringComparer.Ordinal);
        return [.. doomed.Where(path => !Parents(path).Any(doomed.Contains)).Order(StringComparer.Ordinal)];
    }

    private static bool StandsInFile(string path, IReadOnlyDictionary<string, MountEntry> target) =>
        Parents(path).Any(parent => target.GetValueOrDefault(parent) is { Kind: not EntryKind.Folder });

    private static IEnumerable<string> Parents(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            yield return path[..slash];
    }

    private static MountEntry FolderOf(string path, Dictionary<string, MountEntry> wanted) =>
        wanted.GetValueOrDefault(path) is { Kind: EntryKind.Folder } folder ? folder : new MountEntry(EntryKind.Folder, path, 0x1ED, 0, 0, 0, 0);

    private enum Choice
    {
        Leave,
        Put,
        Keep,
    }
}
