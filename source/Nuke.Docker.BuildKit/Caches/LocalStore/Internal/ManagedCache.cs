using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>A local cache that a build reads or writes, open for the duration of the build.</summary>
internal sealed class ManagedCache : IDisposable
{
    private readonly IDisposable? _lock;
    private readonly StoreLayout _layout;

    // Null: signatures do not matter.
    private (IReadOnlyDictionary<string, string> Tags, IReadOnlySet<string> Digests)? _signed;

    private ManagedCache(string folder, LocalCacheStore? store, IDisposable? held, CacheVerification found)
    {
        Folder = folder;
        Store = store;
        Found = found;
        _lock = held;
        _layout = new StoreLayout(folder);
    }

    public string Folder { get; }

    /// <summary>The store. <c>null</c>: the cache is only read.</summary>
    public LocalCacheStore? Store { get; }

    /// <summary>The result of the last verification.</summary>
    public CacheVerification Found { get; private set; }

    /// <param name="folder">The folder of the cache.</param>
    /// <param name="isWritten">True if the build exports to the cache.</param>
    /// <param name="isFull">True to read every blob.</param>
    /// <param name="waiting">Called once if another build has the cache open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<ManagedCache> OpenAsync(
        string folder,
        bool isWritten,
        bool isFull,
        Action waiting,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!isWritten)
            return await OpenForReadingAsync(folder, isFull, waiting, cancellationToken);

        var store = await LocalCacheStore.OpenAsync(folder, waiting, time, cancellationToken);
        try
        {
            return new ManagedCache(folder, store, store, store.Verify(isFull));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Inspects a cache that cannot be opened. It is not locked, and damaged files are not quarantined.</summary>
    public static ManagedCache Inspect(string folder, bool isFull) => new(folder, store: null, held: null, Inspect(new StoreLayout(folder), isFull));

    /// <summary>Reads every blob, because a build failed on the cache.</summary>
    public CacheVerification VerifyAll() => Found = Store?.Verify(full: true) ?? Inspect(_layout, isFull: true);

    /// <summary>Imports from now on only images that are signed with a key.</summary>
    /// <returns>The tags of undamaged images that are refused.</returns>
    public IReadOnlyList<string> Trust(ReadOnlyMemory<byte> key)
    {
        _signed = CacheSignatures.Signed(_layout, key.Span);
        return [.. Found.Tags.Where(tag => !_signed.Value.Tags.ContainsKey(tag))];
    }

    /// <summary>Returns true if the cache holds the image that an import refers to, undamaged.</summary>
    public bool Has(string? tag, string? digest) =>
        digest is null
            ? Found.Tags.Contains(tag ?? "latest") && _signed?.Tags.ContainsKey(tag ?? "latest") != false
            : Found.IsWhole
                && _signed?.Digests.Contains(digest) != false
                && File.Exists(Path.Combine(_layout.Blobs, digest.Replace(':', Path.DirectorySeparatorChar)));

    /// <summary>Names a signed image by its digest: buildx has other rules for tags, and may find another entry of the index.</summary>
    public LocalCacheFrom Pin(LocalCacheFrom import) =>
        import.Digest is null && _signed is { } signed && signed.Tags.TryGetValue(import.Tag ?? "latest", out var digest)
            ? import with { Tag = null, Digest = digest }
            : import;

    public void Dispose() => _lock?.Dispose();

    private static async Task<ManagedCache> OpenForReadingAsync(string folder, bool isFull, Action waiting, CancellationToken cancellationToken)
    {
        var layout = new StoreLayout(folder);
        var held = await LockForReadingAsync(layout, waiting, cancellationToken);
        try
        {
            return new ManagedCache(folder, store: null, held, Inspect(layout, isFull));
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    private static CacheVerification Inspect(StoreLayout layout, bool isFull) =>
        LocalCacheStore.Result(
            StoreInspection.Of(layout, isFull ? VerificationDepth.Full : VerificationDepth.Quick, NewestBlob.Read(layout)),
            isRepaired: false);

    // A cache on a read-only mount cannot be locked. No build on this machine writes it either.
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
