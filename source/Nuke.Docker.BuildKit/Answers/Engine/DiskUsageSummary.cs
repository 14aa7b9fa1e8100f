namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>A line of <c>docker system df</c>.</summary>
public sealed record DiskUsageSummary : DockerAnswer
{
    /// <summary><c>Images</c>, <c>Containers</c>, <c>Local Volumes</c> or <c>Build Cache</c>.</summary>
    public required string Type { get; init; }

    /// <summary>How many there are.</summary>
    public long Count { get; init; }

    /// <summary>How many of them are in use.</summary>
    public long Active { get; init; }

    /// <summary>What they take.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>What a prune would free.</summary>
    public PrintedSize? Reclaimable { get; init; }
}
