namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>A container and what it takes.</summary>
public sealed record ContainerDiskUsage : DockerAnswer
{
    /// <summary>All 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The image as it was named at the start.</summary>
    public string? Image { get; init; }

    /// <summary><c>running</c>, <c>exited</c>, …</summary>
    public string? State { get; init; }

    /// <summary>What was written on top of the image.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>To the second.</summary>
    public DateTimeOffset? Created { get; init; }
}
