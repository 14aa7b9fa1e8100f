using Nuke.Docker.BuildKit.Caches.LocalStore.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>
/// A local cache, as buildx exports it: an OCI layout of one image or, by <c>tag</c>, of several. As long as it is open it is locked:
/// two exports into one folder get into each other's way, and a sweep must not run while one of them writes.
/// </summary>
public sealed partial class LocalCacheStore : IDisposable, IAsyncDisposable
{
    private readonly FileLock _lock;
    private readonly StoreLayout _layout;
    private readonly TimeProvider _time;

    private LocalCacheStore(FileLock held, StoreLayout layout, TimeProvider time) => (_lock, _layout, _time) = (held, layout, time);

    /// <summary>The cache's folder.</summary>
    public string Folder => _layout.Folder;

    /// <summary>Opens a cache for writing; makes the folder where there is none. Waits as long as another one has it open.</summary>
    /// <param name="folder">The cache's folder.</param>
    /// <param name="waiting">Called once, if another one has it open.</param>
    /// <param name="time">The clock. <c>null</c>: the system's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The folder can't be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be made or written.</exception>
    public static async Task<LocalCacheStore> OpenAsync(string folder, Action? waiting = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var layout = Prepare(folder);
        return new LocalCacheStore(await FileLock.AcquireAsync(layout.Lock, waiting ?? (() => { }), cancellationToken), layout, time ?? TimeProvider.System);
    }

    /// <summary>Opens a cache for writing, unless another one has it open.</summary>
    /// <returns><c>null</c> where another one has.</returns>
    /// <inheritdoc cref="OpenAsync"/>
    public static LocalCacheStore? TryOpen(string folder, TimeProvider? time = null)
    {
        var layout = Prepare(folder);
        return FileLock.TryAcquire(layout.Lock) is { } held ? new LocalCacheStore(held, layout, time ?? TimeProvider.System) : null;
    }

    /// <summary>Whether a folder holds a local cache, or held one.</summary>
    public static bool IsStore(string folder)
    {
        var layout = new StoreLayout(folder);
        return File.Exists(layout.Index) || File.Exists(layout.Lock) || Directory.Exists(Path.Combine(layout.Blobs, BlobName.Algorithms[0]));
    }

    /// <summary>
    /// Looks whether everything is there that the index reaches, with the right size and, where it is small, the right content.
    /// What is damaged is set aside with a note; an image that lacks something is taken out of the index, and its other blobs stay for the
    /// next export to use. A damaged index is replaced by the one that the last build left, if there is one.
    /// </summary>
    /// <param name="full">Whether the content of every blob is read. That costs the whole cache; without it, what is large and not newer than the last build is trusted if its size is right.</param>
    public CacheVerification Verify(bool full = false)
    {
        var inspection = StoreInspection.Of(_layout, full ? VerificationDepth.Full : VerificationDepth.Quick, NewestBlob.Read(_layout) ?? DateTime.MinValue);
        if (inspection.Damages.Count > 0)
            new Quarantine(_layout, _time).Take([.. inspection.Damages, .. DamagedStrays(inspection)], () => WriteIndex(inspection, [.. inspection.Broken.Select(image => image.Entry)]));
        return Result(inspection, isMended: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    /// <summary>Records that these images were used now.</summary>
    /// <param name="tags">The images.</param>
    /// <param name="number">Larger than that of any use before.</param>
    internal void RecordUse(IEnumerable<string> tags, long number)
    {
        var present = StoreInspection.Of(_layout, VerificationDepth.References).Images.Select(image => image.Entry.Tag ?? "").ToList();
        var uses = StoreUses.Read(_layout);
        uses.With(tags, Math.Max(number, uses.Last + 1), _time.GetUtcNow(), present).Write(_layout);
    }

    /// <param name="inspection">What was seen.</param>
    /// <param name="isMended">Whether what is damaged was set aside. buildx knows nothing of our copy of the index as long as it doesn't take the damaged one's place.</param>
    internal static CacheVerification Result(StoreInspection inspection, bool isMended)
    {
        // Two entries of one tag are one to buildx, which takes the first.
        var dropped = inspection.Broken.Select(image => image.Entry.Tag ?? "").Distinct(StringComparer.Ordinal).ToList();
        IEnumerable<StoredImage> whole = isMended || !inspection.IndexIsCopy ? inspection.Whole : [];
        return new CacheVerification(
            [.. whole.Select(image => image.Entry.Tag ?? "").Except(dropped, StringComparer.Ordinal)],
            dropped,
            inspection.Damages,
            isMended && inspection is { IndexIsCopy: true } && inspection.Whole.Any());
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

    // An export takes a blob that is there for good, and what only a damaged manifest knew was not looked at.
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
