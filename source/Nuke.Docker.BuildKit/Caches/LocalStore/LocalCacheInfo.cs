namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>What a local cache holds.</summary>
public sealed record LocalCacheInfo
{
    /// <summary>The cache's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The images, the one used last first. Most folders hold one, tagged <c>latest</c>.</summary>
    public IReadOnlyList<CachedImage> Images { get; init; } = [];

    /// <summary>All bytes: <see cref="LiveBytes"/>, <see cref="DeadBytes"/> and <see cref="QuarantinedBytes"/>.</summary>
    public long Bytes => LiveBytes + DeadBytes + QuarantinedBytes;

    /// <summary>Bytes of what the index reaches; what images share counts once.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Bytes that nothing reaches. The sweep after the next build deletes them.</summary>
    public long DeadBytes { get; init; }

    /// <summary>Bytes of damaged files that were set aside.</summary>
    public long QuarantinedBytes { get; init; }

    /// <summary>What is wrong, by a quick look unless a full one was asked for; empty where the cache is whole.</summary>
    public IReadOnlyList<CacheDamage> Damages { get; init; } = [];

    /// <summary>Files of others in the folder, relative to it; their bytes aren't counted.</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];
}
