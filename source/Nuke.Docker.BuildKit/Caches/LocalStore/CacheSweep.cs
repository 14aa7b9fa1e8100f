namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>The result of a sweep of a local cache.</summary>
internal sealed record CacheSweep
{
    /// <summary>Number of deleted blobs, which the index did not refer to.</summary>
    public int Deleted { get; init; }

    /// <summary>Size of the deleted blobs in bytes.</summary>
    public long DeletedBytes { get; init; }

    /// <summary>Size of the blobs that the index refers to, in bytes.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Files in the folder that belong to neither buildx nor this library, relative to it. They are kept.</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];

    /// <summary>The reason why nothing was deleted. <c>null</c>: the cache was swept.</summary>
    public string? Skipped { get; init; }
}
