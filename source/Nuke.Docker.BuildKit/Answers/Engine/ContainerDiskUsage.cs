namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Disk usage of a container.</summary>
public sealed record ContainerDiskUsage : DockerAnswer
{
    /// <summary>Id with all 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of the image, as given at the start.</summary>
    public string? Image { get; init; }

    /// <summary>State: <c>running</c>, <c>exited</c>, …</summary>
    public string? State { get; init; }

    /// <summary>Size of the changes on top of the image.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Creation time, with a resolution of 1 second.</summary>
    public DateTimeOffset? Created { get; init; }
}
