using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Result of <c>docker system df --verbose</c>.</summary>
public sealed record DiskUsageDetails : DockerAnswer
{
    /// <summary>Images with their shared and unique sizes.</summary>
    public IReadOnlyList<ImageListEntry> Images { get; init; } = [];

    /// <summary>Containers.</summary>
    public IReadOnlyList<ContainerDiskUsage> Containers { get; init; } = [];

    /// <summary>Volumes.</summary>
    public IReadOnlyList<VolumeDiskUsage> Volumes { get; init; } = [];

    /// <summary>Cache of the engine's own builder.</summary>
    public BuilderDiskUsage BuildCache { get; init; } = new();
}
