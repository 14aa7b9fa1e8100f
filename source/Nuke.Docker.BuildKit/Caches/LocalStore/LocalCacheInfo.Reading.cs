using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

internal sealed partial record LocalCacheInfo
{
    /// <summary>
    /// Reads the contents of a local cache. It takes no lock and changes nothing; a cache that is being written is read as it is at the moment.
    /// </summary>
    /// <param name="folder">The folder of the cache. If it does not exist, the cache is empty.</param>
    /// <param name="full">True to read every blob completely.</param>
    public static LocalCacheInfo Read(string folder, bool full = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return Read(folder, full ? VerificationDepth.Full : VerificationDepth.Quick);
    }

    internal static LocalCacheInfo Read(string folder, VerificationDepth depth)
    {
        var layout = new StoreLayout(Path.GetFullPath(folder));
        if (!Directory.Exists(layout.Folder))
            return new LocalCacheInfo { Folder = layout.Folder };

        var inspection = StoreInspection.Of(layout, depth);
        var reached = inspection.Reached;
        var uses = StoreUses.Read(layout);
        var written = File.GetLastWriteTimeUtc(layout.Index);
        return new LocalCacheInfo
        {
            Folder = layout.Folder,
            Images = [.. inspection.Images.Select(image => Image(image, uses, written)).OrderByDescending(image => image.UseNumber)],
            LiveBytes = reached.Values.Sum(),
            DeadBytes = BlobFolders.Dead(layout, reached.Keys.ToHashSet(StringComparer.Ordinal)).Sum(Length) + SizeOf(layout.Ingest),
            QuarantinedBytes = SizeOf(layout.Quarantine),
            Damages = inspection.Damages,
            Strangers = BlobFolders.Strangers(layout),
        };
    }

    private static CachedImage Image(StoredImage image, StoreUses uses, DateTime written)
    {
        var (number, time) = uses.Of(image.Entry.Tag) ?? (0, new DateTimeOffset(written));
        return new CachedImage(image.Entry.Tag ?? "", image.Bytes, time, number, image.Damages);
    }

    private static long SizeOf(string folder) => Directory.Exists(folder) && !StoreLayout.IsLink(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(Length)
        : 0;

    // Another process may have deleted it.
    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
