using Nuke.Docker.BuildKit.Internal;

namespace Nuke.Docker.BuildKit.Caching.Internal;

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

    public static async Task<ManagedCache> OpenAsync(string folder, bool isWritten, Action waiting, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!isWritten)
            return await OpenForReadingAsync(folder, waiting, cancellationToken);

        var store = await LocalCacheStore.OpenAsync(folder, waiting, time, cancellationToken);
        try
        {
            return new ManagedCache(folder, store, store, store.Verify(), new StoreLayout(folder));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Reads all of it, because a build failed on it.</summary>
    public CacheVerification VerifyAll() =>
        Found = Store?.Verify(full: true) ?? LocalCacheStore.Result(StoreInspection.Of(Layout, VerificationDepth.Full));

    /// <summary>Whether buildx finds what an import asks for, whole.</summary>
    public bool Has(string? tag, string? digest) =>
        digest is null ? Found.Tags.Contains(tag ?? "latest") : Found.IsWhole && File.Exists(Path.Combine(Folder, "blobs", digest.Replace(':', Path.DirectorySeparatorChar)));

    public void Dispose() => _lock?.Dispose();

    private static async Task<ManagedCache> OpenForReadingAsync(string folder, Action waiting, CancellationToken cancellationToken)
    {
        var layout = new StoreLayout(folder);
        var held = await LockForReadingAsync(layout, waiting, cancellationToken);
        try
        {
            return new ManagedCache(folder, store: null, held, LocalCacheStore.Result(StoreInspection.Of(layout, VerificationDepth.Quick, NewestBlob.Read(layout))), layout);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

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
