using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>A local cache that a build reads or writes, for the time of the build.</summary>
internal sealed class ManagedCache : IDisposable
{
    private readonly IDisposable? _lock;

    private ManagedCache(string folder, LocalCacheStore? store, IDisposable? held, CacheVerification found, StoreLayout layout) =>
        (Folder, Store, _lock, Found, Layout) = (folder, store, held, found, layout);

    public string Folder { get; }

    public StoreLayout Layout { get; }

    /// <summary><c>null</c> where it is only read.</summary>
    public LocalCacheStore? Store { get; }

    /// <summary>What the look before the build came to.</summary>
    public CacheVerification Found { get; private set; }

    /// <param name="folder">The cache's folder.</param>
    /// <param name="isWritten">Whether the build exports into it.</param>
    /// <param name="isFull">Whether the content of every blob is read.</param>
    /// <param name="waiting">Called once, if another build has it open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ManagedCache> OpenAsync(string folder, bool isWritten, bool isFull, Action waiting, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!isWritten)
            return await OpenForReadingAsync(folder, isFull, waiting, cancellationToken);

        var store = await LocalCacheStore.OpenAsync(folder, waiting, time, cancellationToken);
        try
        {
            return new ManagedCache(folder, store, store, store.Verify(isFull), new StoreLayout(folder));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Only looks at a cache that could not be opened: nothing is locked, and nothing that is damaged is set aside.</summary>
    public static ManagedCache Look(string folder, bool isFull) => new(folder, store: null, held: null, See(new StoreLayout(folder), isFull), new StoreLayout(folder));

    /// <summary>Reads all of it, because a build failed on it.</summary>
    public CacheVerification VerifyAll() => Found = Store?.Verify(full: true) ?? See(Layout, isFull: true);

    /// <summary>Whether buildx finds what an import asks for, whole.</summary>
    public bool Has(string? tag, string? digest) =>
        digest is null ? Found.Tags.Contains(tag ?? "latest") : Found.IsWhole && File.Exists(Path.Combine(Folder, "blobs", digest.Replace(':', Path.DirectorySeparatorChar)));

    public void Dispose() => _lock?.Dispose();

    private static async Task<ManagedCache> OpenForReadingAsync(string folder, bool isFull, Action waiting, CancellationToken cancellationToken)
    {
        var layout = new StoreLayout(folder);
        var held = await LockForReadingAsync(layout, waiting, cancellationToken);
        try
        {
            return new ManagedCache(folder, store: null, held, See(layout, isFull), layout);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    private static CacheVerification See(StoreLayout layout, bool isFull) =>
        LocalCacheStore.Result(StoreInspection.Of(layout, isFull ? VerificationDepth.Full : VerificationDepth.Quick, NewestBlob.Read(layout)), isMended: false);

    // Where we can't write nobody of ours writes, either: a cache on a read-only mount is a good one.
    private static async Task<FileLock?> LockForReadingAsync(StoreLayout layout, Action waiting, CancellationToken cancellationToken)
    {
        try
        {
            if (!StoreLayout.IsLink(layout.Own))
                Directory.CreateDirectory(layout.Own);
            return await FileLock.AcquireAsync(layout.Lock, waiting, cancellationToken, shared: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
