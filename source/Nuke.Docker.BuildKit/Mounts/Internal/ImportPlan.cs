namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The changes of an import to one mount.</summary>
/// <param name="Put">The entries to write, including their parent folders, which come first.</param>
/// <param name="Delete">The paths to delete first. Entries of a deleted folder are not included.</param>
/// <param name="Kept">Number of files that the mount has in a newer version.</param>
internal sealed record ImportPlan(IReadOnlyList<MountEntry> Put, IReadOnlyList<string> Delete, int Kept)
{
    public bool IsEmpty => Put.Count == 0 && Delete.Count == 0;

    /// <param name="exported">The entries of the export.</param>
    /// <param name="target">The entries of the mount.</param>
    /// <param name="replace">True to make the mount equal to the export.</param>
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
        // A file and a folder of the same name are not merged.
        return there.Kind == EntryKind.Folder || entry.Kind == EntryKind.Folder || there.Modified >= entry.Modified ? Choice.Keep : Choice.Put;
    }

    // Entries that are not in the export, and entries of another kind: a folder cannot replace a file.
    private static List<string> Doomed(IReadOnlyDictionary<string, MountEntry> target, Dictionary<string, MountEntry> wanted)
    {
        var doomed = target.Values
            .Where(there => there.Path != MountEntry.Root && (!wanted.TryGetValue(there.Path, out var entry) || IsFolderInOne(entry, there)))
            .Select(there => there.Path)
            .ToHashSet(StringComparer.Ordinal);
        return [.. doomed.Where(path => !Parents(path).Any(doomed.Contains)).Order(StringComparer.Ordinal)];
    }

    private static bool IsFolderInOne(MountEntry one, MountEntry other) =>
        one.Kind != other.Kind && (one.Kind == EntryKind.Folder || other.Kind == EntryKind.Folder);

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
