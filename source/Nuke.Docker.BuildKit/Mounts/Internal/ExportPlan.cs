namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The changes of an export for one mount.</summary>
/// <param name="Carry">Files and links to pack. Folders are described completely by the listing.</param>
/// <param name="Kept">Entries whose content is already in the export, with the attributes of the listing.</param>
/// <param name="Deleted">Number of entries of the export that the mount no longer has.</param>
/// <param name="LeftOut">Number of entries that are left out because of age or size.</param>
/// <param name="Changed">True if the export must be written.</param>
internal sealed record ExportPlan(IReadOnlyList<MountEntry> Carry, IReadOnlyList<MountEntry> Kept, int Deleted, int LeftOut, bool Changed)
{
    /// <param name="now">The current entries of the mount.</param>
    /// <param name="before">The undamaged entries of the export.</param>
    /// <param name="takenBefore"><see cref="MountListing.Taken"/> of the export.</param>
    /// <param name="oldest">The earliest modification time, in seconds since 1970. Older files are left out. <c>null</c>: no limit.</param>
    /// <param name="limit">The maximum size of the files in bytes. <c>null</c>: no limit.</param>
    public static ExportPlan Create(
        MountListing now,
        IReadOnlyDictionary<string, MountEntry> before,
        long takenBefore,
        long? oldest = null,
        long? limit = null)
    {
        var wanted = Wanted(now.Entries.Values, oldest, limit);
        var carry = new List<MountEntry>();
        var kept = new List<MountEntry>();
        var changed = false;
        foreach (var entry in wanted)
        {
            var old = before.GetValueOrDefault(entry.Path);
            if (entry.Kind == EntryKind.Folder)
            {
                changed |= old is not { Kind: EntryKind.Folder } || !old.HasOwnerOf(entry);
                kept.Add(entry);
            }
            // A file that changed in the second of the last listing may have changed again after it.
            else if (old is not null && old.HasContentOf(entry) && old.Modified < takenBefore)
            {
                changed |= !old.HasOwnerOf(entry);
                kept.Add(entry with { Part = old.Part, Offset = old.Offset, Digest = old.Digest, LinkTarget = old.LinkTarget });
            }
            else
            {
                carry.Add(entry);
            }
        }

        var paths = wanted.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        var deleted = before.Keys.Count(path => !paths.Contains(path));
        return new ExportPlan(carry, kept, deleted, now.Entries.Count - wanted.Count, changed || carry.Count > 0 || deleted > 0);
    }

    private static List<MountEntry> Wanted(IEnumerable<MountEntry> entries, long? oldest, long? limit)
    {
        var wanted = entries.Where(entry => entry.Kind == EntryKind.Folder || oldest is null || entry.Modified >= oldest).ToList();
        if (limit is null)
            return wanted;

        long size = 0;
        var tooMuch = new HashSet<MountEntry>();
        var newestFirst = wanted
            .Where(entry => entry.Kind == EntryKind.File)
            .OrderByDescending(entry => entry.Modified)
            .ThenBy(entry => entry.Path, StringComparer.Ordinal);
        foreach (var file in newestFirst)
        {
            size += file.Size;
            if (size > limit)
                tooMuch.Add(file);
        }

        return [.. wanted.Where(entry => !tooMuch.Contains(entry))];
    }
}
