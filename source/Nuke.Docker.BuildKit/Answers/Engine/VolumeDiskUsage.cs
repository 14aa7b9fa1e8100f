namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Disk usage of a volume.</summary>
public sealed record VolumeDiskUsage : DockerAnswer
{
    /// <summary>Name; 64 digits for an anonymous volume.</summary>
    public required string Name { get; init; }

    /// <summary>Driver: <c>local</c>, or a plugin.</summary>
    public string? Driver { get; init; }

    /// <summary>Number of containers that use it.</summary>
    public long Links { get; init; }

    /// <summary>Size; <c>null</c> if the driver does not report it.</summary>
    public PrintedSize? Size { get; init; }
}
