namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>What a sweep of a local cache came to.</summary>
public sealed record CacheSweep
{
    /// <summary>Blobs that were deleted, as the index didn't reach them.</summary>
    public int Deleted { get; init; }

    /// <summary>Their bytes.</summary>
    public long DeletedBytes { get; init; }

    /// <summary>Bytes of what the index reaches.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Files of others in the cache's folder, which were left alone; relative to it.</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];

    /// <summary>Why nothing was deleted, in words; <c>null</c> where the sweep was made.</summary>
    public string? Skipped { get; init; }
}
