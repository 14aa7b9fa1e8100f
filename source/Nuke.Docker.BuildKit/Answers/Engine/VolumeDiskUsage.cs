namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>A volume and what it takes.</summary>
public sealed record VolumeDiskUsage : DockerAnswer
{
    /// <summary>Its name, 64 digits for an anonymous one.</summary>
    public required string Name { get; init; }

    /// <summary><c>local</c>, or a plugin.</summary>
    public string? Driver { get; init; }

    /// <summary>How many containers use it.</summary>
    public long Links { get; init; }

    /// <summary>Null where the driver doesn't count.</summary>
    public PrintedSize? Size { get; init; }
}
