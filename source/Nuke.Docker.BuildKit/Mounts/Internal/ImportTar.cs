using System.Formats.Tar;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Writes the tar file that an import unpacks, with the undamaged files that it needs.</summary>
internal static class ImportTar
{
    /// <returns>Damaged files, which are not in the tar file.</returns>
    public static async Task<IReadOnlyList<MountEntry>> WriteAsync(
        Stream target,
        IEnumerable<MountEntry> entries,
        PartReader parts,
        CancellationToken cancellationToken)
    {
        var damaged = new List<MountEntry>();
        var groups = new Dictionary<(string Group, string Digest), string>();
        await using var writer = new TarWriter(target, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var entry in entries)
        {
            if (!await parts.IsIntactAsync(entry, cancellationToken))
            {
                damaged.Add(entry);
                continue;
            }

            var first = entry.Group is null ? null : groups.GetValueOrDefault((entry.Group, entry.Digest));
            if (entry.Group is not null)
                groups.TryAdd((entry.Group, entry.Digest), entry.Path);
            await writer.WriteEntryAsync(await CreateAsync(entry, first, parts), cancellationToken);
        }

        return damaged;
    }

    private static async Task<TarEntry> CreateAsync(MountEntry entry, string? first, PartReader parts)
    {
        var type = entry.Kind switch
        {
            EntryKind.Folder => TarEntryType.Directory,
            EntryKind.SymbolicLink => TarEntryType.SymbolicLink,
            _ => first is null ? TarEntryType.RegularFile : TarEntryType.HardLink,
        };
        var made = new GnuTarEntry(type, Name(entry.Path))
        {
            Mode = (UnixFileMode)entry.Mode,
            Uid = (int)entry.Uid,
            Gid = (int)entry.Gid,
            ModificationTime = DateTimeOffset.FromUnixTimeSeconds(entry.Modified),
        };
        switch (type)
        {
            case TarEntryType.RegularFile:
                made.DataStream = await parts.FindAsync(entry);
                break;
            case TarEntryType.SymbolicLink:
                made.LinkName = entry.LinkTarget!;
                break;
            case TarEntryType.HardLink:
                made.LinkName = Name(first!);
                break;
        }

        return made;
    }

    private static string Name(string path) => path == MountEntry.Root ? "./" : $"./{path}";
}
