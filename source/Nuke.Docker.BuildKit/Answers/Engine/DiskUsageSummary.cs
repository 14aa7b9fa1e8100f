namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>A line of <c>docker system df</c>.</summary>
public sealed record DiskUsageSummary : DockerAnswer
{
    /// <summary><c>Images</c>, <c>Containers</c>, <c>Local Volumes</c> or <c>Build Cache</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Total number.</summary>
    public long Count { get; init; }

    /// <summary>Number in use.</summary>
    public long Active { get; init; }

    /// <summary>Total size.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Size that a prune frees.</summary>
    public PrintedSize? Reclaimable { get; init; }
}
