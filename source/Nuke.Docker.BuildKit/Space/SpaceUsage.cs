using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Caches.LocalStore;

namespace Nuke.Docker.BuildKit.Space;

/// <summary>The disk space that docker and the caches of a project use.</summary>
internal sealed record SpaceUsage
{
    /// <summary>Images, containers and volumes of the engine.</summary>
    public required DiskUsageDetails Engine { get; init; }

    /// <summary>The build cache of the builder.</summary>
    public required BuilderDiskUsage BuildCache { get; init; }

    /// <summary>The local caches of the project.</summary>
    public IReadOnlyList<LocalCacheInfo> LocalCaches { get; init; } = [];

    /// <summary>The references of the project's images, such as <c>acme/bot:latest</c>.</summary>
    public IReadOnlySet<string> Images { get; init; } = new HashSet<string>();

    /// <summary>The ids of the project's cache mounts.</summary>
    public IReadOnlySet<string> Mounts { get; init; } = new HashSet<string>();

    /// <summary>Returns the size in bytes that deleting an image frees; its whole size if docker does not report it.</summary>
    public static long SizeOf(ImageListEntry image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return (image.UniqueSize ?? image.Size)?.Bytes ?? 0;
    }

    /// <summary>Returns the size of a cache record in bytes; 0 if it is not reported.</summary>
    public static long SizeOf(CacheRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Size?.Bytes ?? 0;
    }

    /// <summary>Returns true for a cache mount of the project.</summary>
    public bool IsOwn(CacheRecord record) => record.MountId is { } id && Mounts.Contains(id);
}
