namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>What an export has to carry of a mount.</summary>
/// <param name="Carry">Files and links to pack. Folders need none of that: the listing says all there is to know of them.</param>
/// <param name="Kept">Entries whose content is in the export already, as the listing has them now.</param>
/// <param name="Deleted">How many of the export the mount has no more.</param>
/// <param name="LeftOut">How many aren't wanted, for age or size.</param>
/// <param name="Changed">Whether the export must be written at all.</param>
internal sealed record ExportPlan(IReadOnlyList<MountEntry> Carry, IReadOnlyList<MountEntry> Kept, int Deleted, int LeftOut, bool Changed)
{
    /// <param name="now">What the mount holds.</param>
    /// <param name="before">What the export holds and is intact.</param>
    /// <param name="takenBefore">The <see cref="MountListing.Taken"/> of the export.</param>
    /// <param name="oldest">Files that changed before are left out: seconds since 1970.</param>
    /// <param name="limit">Bytes of files at most.</param>
    public static ExportPlan Create(MountListing now, IReadOnlyDictionary<string, MountEntry> before, long takenBefore, long? oldest = null, long? limit = null)
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
            // What changed in the second of the last listing may have changed once more behind it.
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
        foreach (var file in wanted.Where(entry => entry.Kind == EntryKind.File).OrderByDescending(entry => entry.Modified).ThenBy(entry => entry.Path, StringComparer.Ordinal))
        {
            size += file.Size;
            if (size > limit)
                tooMuch.Add(file);
        }

        return [.. wanted.Where(entry => !tooMuch.Contains(entry))];
    }
}
