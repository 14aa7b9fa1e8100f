using System.Globalization;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Lists the contents of mounts on an engine.</summary>
internal static class MountListings
{
    public static async Task<IReadOnlyList<MountListing>> TakeAsync(
        CarryBuild build, IReadOnlyList<CacheMount> mounts, string workFolder, bool prune, CancellationToken cancellationToken)
    {
        var inputs = Path.Combine(workFolder, "list-in");
        var output = Path.Combine(workFolder, "list-out");
        Directory.CreateDirectory(inputs);
        if (prune)
            await File.WriteAllTextAsync(Path.Combine(inputs, "prune"), "", cancellationToken);
        await build.RunScriptAsync(CarryScript.List, mounts, inputs, output, writable: prune, cancellationToken);
        var listings = new List<MountListing>();
        for (var index = 0; index < mounts.Count; index++)
        {
            var taken = await File.ReadAllTextAsync(Path.Combine(output, $"{index}.time"), cancellationToken);
            var list = await File.ReadAllBytesAsync(Path.Combine(output, $"{index}.list"), cancellationToken);
            var listing = MountListing.Parse(list, long.Parse(taken, CultureInfo.InvariantCulture));
            // An incomplete listing would make all files count as deleted.
            if (!listing.Entries.ContainsKey(MountEntry.Root))
                {
                    throw CacheMountsFault.Create(
                        $"The cache mount {mounts[index]} cannot be listed.",
                        "Set another image with sh, find, stat and tar: --docker-cache-mounts-tool IMAGE.");
                }

            var note = Path.Combine(output, $"{index}.note");
            listings.Add(File.Exists(note) ? listing with { Note = (await File.ReadAllTextAsync(note, cancellationToken)).TrimEnd() } : listing);
        }

        return listings;
    }
}
