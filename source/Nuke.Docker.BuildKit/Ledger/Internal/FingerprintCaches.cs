namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// The digests of the files of each context, for all images of a ledger folder: buildx, too, remembers for each context, not for each image, what it has sent.
/// </summary>
/// <param name="directory">The folder of all ledgers.</param>
/// <param name="key">The key of the ledger folder.</param>
/// <param name="time">The clock.</param>
internal sealed class FingerprintCaches(string directory, LedgerKey key, TimeProvider time)
{
    private const int MostContexts = 100;
    private const int NameLength = 16;

    private readonly Dictionary<string, FingerprintCache> _caches = new(StringComparer.Ordinal);

    /// <summary>Returns the cache of a context, and begins to read it.</summary>
    /// <param name="root">The folder of the context.</param>
    public FingerprintCache Of(string root)
    {
        var full = Path.GetFullPath(root);
        if (!_caches.TryGetValue(full, out var cache))
            _caches[full] = cache = FingerprintCache.Open(PathOf(full), time);
        return cache;
    }

    /// <summary>Writes the caches that have changed.</summary>
    public void Save()
    {
        var isNew = _caches.Keys.Any(root => !File.Exists(PathOf(root)));
        foreach (var cache in _caches.Values)
            cache.Save();
        if (isNew)
            DeleteOldest();
    }

    private string PathOf(string root) => Path.Combine(directory, $"{key.Digest(root)[..NameLength]}.files");

    // Contexts in temporary folders never return.
    private void DeleteOldest()
    {
        try
        {
            foreach (var old in new DirectoryInfo(directory).GetFiles("*.files").OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostContexts))
                old.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another build deletes them.
        }
    }
}
