using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>
/// A local cache, as buildx exports it: an OCI layout with one or more images, each under its <c>tag</c>. An open cache is locked, because
/// concurrent exports into one folder fail, and a sweep must not run during an export.
/// </summary>
internal sealed partial class LocalCacheStore : IDisposable, IAsyncDisposable
{
    private readonly FileLock _lock;
    private readonly StoreLayout _layout;
    private readonly TimeProvider _time;
    private readonly UnfinishedExports _unfinished;

    private LocalCacheStore(FileLock held, StoreLayout layout, TimeProvider time)
    {
        _lock = held;
        _layout = layout;
        _time = time;
        _unfinished = new UnfinishedExports(layout, time);
    }

    /// <summary>The folder of the cache.</summary>
    public string Folder => _layout.Folder;

    /// <summary>Opens a cache for writing. Creates the folder if it does not exist, and waits while another build has the cache open.</summary>
    /// <param name="folder">The folder of the cache.</param>
    /// <param name="waiting">Called once if another build has the cache open.</param>
    /// <param name="time">The clock. <c>null</c>: the system's.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be created or written.</exception>
    public static async Task<LocalCacheStore> OpenAsync(
        string folder,
        Action? waiting = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        var layout = Prepare(folder);
        var held = await FileLock.AcquireAsync(layout.Lock, waiting ?? (() => { }), cancellationToken);
        return Create(held, layout, time);
    }

    /// <summary>Opens a cache for writing, unless another build has it open.</summary>
    /// <returns><c>null</c> if another build has the cache open.</returns>
    /// <inheritdoc cref="OpenAsync"/>
    public static LocalCacheStore? TryOpen(string folder, TimeProvider? time = null)
    {
        var layout = Prepare(folder);
        return FileLock.TryAcquire(layout.Lock) is { } held ? Create(held, layout, time) : null;
    }

    /// <summary>Returns true if a folder holds a local cache, or held one.</summary>
    public static bool IsStore(string folder)
    {
        var layout = new StoreLayout(folder);
        return File.Exists(layout.Index) || File.Exists(layout.Lock) || Directory.Exists(Path.Combine(layout.Blobs, BlobName.Algorithms[0]));
    }

    /// <summary>
    /// Verifies that every file that the index refers to exists and has the right size, and that small ones have the right content. Damaged files are
    /// moved to the quarantine with a note. Damaged images are removed from the index; their undamaged blobs are kept for the next export. A damaged
    /// index is replaced by the index of the last build, if there is one.
    /// </summary>
    /// <param name="full">
    /// True to read every blob. By default, a large blob that is not newer than the last build is trusted if it has the right size.
    /// </param>
    public CacheVerification Verify(bool full = false)
    {
        var inspection = StoreInspection.Of(_layout, full ? VerificationDepth.Full : VerificationDepth.Quick, NewestBlob.Read(_layout) ?? DateTime.MinValue);
        if (inspection.Damages.Count > 0)
        {
            List<CacheDamage> damages = [.. inspection.Damages, .. DamagedStrays(inspection)];
            new Quarantine(_layout, _time).Take(damages, () => WriteIndex(inspection, [.. inspection.Broken.Select(image => image.Entry)]));
        }

        return Result(inspection, isRepaired: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    /// <summary>Deletes what exports left unfinished. The builds of the holder of the lock must have ended.</summary>
    internal Task RemoveUnfinishedAsync() => _unfinished.RemoveAsync();

    /// <summary>Signs images.</summary>
    internal void Sign(ReadOnlyMemory<byte> key, IReadOnlyCollection<string> tags) => CacheSignatures.Sign(_layout, key.Span, tags);

    /// <summary>Records that images were used now.</summary>
    /// <param name="tags">The images.</param>
    /// <param name="number">A number larger than that of any use before.</param>
    internal void RecordUse(IEnumerable<string> tags, long number)
    {
        var present = StoreInspection.Of(_layout, VerificationDepth.References).Images.Select(image => image.Entry.Tag ?? "").ToList();
        var uses = StoreUses.Read(_layout);
        uses.With(tags, Math.Max(number, uses.Last + 1), _time.GetUtcNow(), present).Write(_layout);
    }

    /// <param name="inspection">The inspection.</param>
    /// <param name="isRepaired">True if damaged files were quarantined. Otherwise buildx does not read our copy of a damaged index.</param>
    internal static CacheVerification Result(StoreInspection inspection, bool isRepaired)
    {
        // buildx takes the first of two entries with one tag.
        var dropped = inspection.Broken.Select(image => image.Entry.Tag ?? "").Distinct(StringComparer.Ordinal).ToList();
        IEnumerable<StoredImage> whole = isRepaired || !inspection.IndexIsCopy ? inspection.Whole : [];
        return new CacheVerification(
            [.. whole.Select(image => image.Entry.Tag ?? "").Except(dropped, StringComparer.Ordinal)],
            dropped,
            inspection.Damages,
            isRepaired && inspection is { IndexIsCopy: true } && inspection.Whole.Any());
    }

    private static LocalCacheStore Create(FileLock held, StoreLayout layout, TimeProvider? time)
    {
        try
        {
            return new LocalCacheStore(held, layout, time ?? TimeProvider.System);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static StoreLayout Prepare(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var layout = new StoreLayout(Path.GetFullPath(folder));
        if (StoreLayout.IsLink(layout.Own))
            throw new IOException($"{layout.Own} is a symbolic link");
        Directory.CreateDirectory(layout.Own);
        return layout;
    }

    // An export reuses any blob that exists, and the inspection does not read blobs that only a damaged manifest refers to.
    private IEnumerable<CacheDamage> DamagedStrays(StoreInspection inspection)
    {
        var whole = inspection.Whole.SelectMany(image => image.Blobs.Keys).ToHashSet(StringComparer.Ordinal);
        var known = inspection.Damages.Select(damage => damage.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in BlobFolders.Dead(_layout, whole))
        {
            var stray = new BlobReference("", $"{file.Directory!.Name}:{file.Name}", file.Length, Tag: null);
            if (!known.Contains(stray.File) && BlobCheck.Of(_layout.Folder, stray, VerificationDepth.Full, DateTime.MaxValue).Problem is { } problem)
                yield return new CacheDamage(stray.File, problem);
        }
    }

    private void WriteIndex(StoreInspection inspection, IReadOnlyCollection<BlobReference> without)
    {
        if (inspection.Index is { } index && OciIndex.Without(index, without) is { } left)
            AtomicFile.WriteText(left, _layout.Index);
        else
            File.Delete(_layout.Index);
    }
}
