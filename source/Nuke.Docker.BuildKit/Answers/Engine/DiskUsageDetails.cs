using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>What <c>docker system df --verbose</c> lists.</summary>
public sealed record DiskUsageDetails : DockerAnswer
{
    /// <summary>Images with their shared and unique sizes.</summary>
    public IReadOnlyList<ImageListEntry> Images { get; init; } = [];

    /// <summary>Containers.</summary>
    public IReadOnlyList<ContainerDiskUsage> Containers { get; init; } = [];

    /// <summary>Volumes.</summary>
    public IReadOnlyList<VolumeDiskUsage> Volumes { get; init; } = [];

    /// <summary>The cache of the engine's own builder.</summary>
    public BuilderDiskUsage BuildCache { get; init; } = new();
}
