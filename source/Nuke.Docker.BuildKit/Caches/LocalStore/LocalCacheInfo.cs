namespace Nuke.Docker.BuildKit.Caches.LocalStore;

/// <summary>The contents of a local cache.</summary>
internal sealed partial record LocalCacheInfo
{
    /// <summary>The folder of the cache.</summary>
    public required string Folder { get; init; }

    /// <summary>The images, the most recently used first. Most caches hold one, tagged <c>latest</c>.</summary>
    public IReadOnlyList<CachedImage> Images { get; init; } = [];

    /// <summary>Size in bytes: <see cref="LiveBytes"/>, <see cref="DeadBytes"/> and <see cref="QuarantinedBytes"/>.</summary>
    public long Bytes => LiveBytes + DeadBytes + QuarantinedBytes;

    /// <summary>Size of the blobs that the index refers to, in bytes. Blobs shared by images count once.</summary>
    public long LiveBytes { get; init; }

    /// <summary>Size of the blobs that nothing refers to, in bytes. The sweep after the next build deletes them.</summary>
    public long DeadBytes { get; init; }

    /// <summary>Size of the damaged files in the quarantine, in bytes.</summary>
    public long QuarantinedBytes { get; init; }

    /// <summary>Damages that a quick verification finds, or a full one if it was requested. Empty: there are none.</summary>
    public IReadOnlyList<CacheDamage> Damages { get; init; } = [];

    /// <summary>Files in the folder that belong to neither buildx nor this library, relative to it. Their size is not included.</summary>
    public IReadOnlyList<string> Strangers { get; init; } = [];
}
