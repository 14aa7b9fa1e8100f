using System.Collections.Immutable;
using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>A directory of a context with the number and size of its files that are sent.</summary>
/// <param name="Path">The path in the context; empty for the context itself.</param>
/// <param name="Files">The number of files and links in it and below.</param>
/// <param name="Bytes">Their size in bytes.</param>
/// <param name="Folders">Its subdirectories, the biggest first.</param>
/// <param name="OwnFiles">Its files, the biggest first.</param>
internal sealed record ContextFolder(string Path, int Files, long Bytes, ImmutableArray<ContextFolder> Folders, ImmutableArray<BuildContextEntry> OwnFiles)
{
    /// <summary>Sums up a listing by directory.</summary>
    [Pure]
    public static ContextFolder Of(BuildContextListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var at = 0;
        return Read("", listing.Entries, ref at);
    }

    // Entries are ordered by directory.
    private static ContextFolder Read(string folder, ImmutableArray<BuildContextEntry> entries, ref int at)
    {
        var prefix = folder.Length == 0 ? "" : $"{folder}/";
        var folders = new List<ContextFolder>();
        var files = new List<BuildContextEntry>();
        while (at < entries.Length && entries[at].Path.StartsWith(prefix, StringComparison.Ordinal))
        {
            var entry = entries[at++];
            if (entry.Kind == BuildContextEntryKind.Folder)
                folders.Add(Read(entry.Path, entries, ref at));
            else
                files.Add(entry);
        }

        return new ContextFolder(
            folder,
            files.Count + folders.Sum(below => below.Files),
            files.Sum(file => file.Bytes) + folders.Sum(below => below.Bytes),
            [.. folders.OrderByDescending(below => below.Bytes).ThenBy(below => below.Path, StringComparer.Ordinal)],
            [.. files.OrderByDescending(file => file.Bytes).ThenBy(file => file.Path, StringComparer.Ordinal)]);
    }
}
