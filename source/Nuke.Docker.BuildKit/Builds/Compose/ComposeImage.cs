using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The image of a container of a compose project.</summary>
public sealed record ComposeImage : DockerAnswer
{
    /// <summary>The whole digest.</summary>
    public required string Id { get; init; }

    /// <summary>The container that uses it.</summary>
    public string ContainerName { get; init; } = "";

    /// <summary>Null for an image that lost its name.</summary>
    public string? Repository { get; init; }

    /// <summary>Null for an image that lost its name.</summary>
    public string? Tag { get; init; }

    /// <summary>Null before compose 2.36.</summary>
    public string? Platform { get; init; }

    /// <summary>Bytes as the daemon counts them.</summary>
    public long Size { get; init; }

    /// <summary>When it was last given a name here; null where compose doesn't say.</summary>
    public DateTimeOffset? LastTagged { get; init; }
}
