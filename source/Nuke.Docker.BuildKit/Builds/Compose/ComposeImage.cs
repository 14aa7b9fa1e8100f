using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The image of a container of a compose project.</summary>
public sealed record ComposeImage : DockerAnswer
{
    /// <summary>The complete ID.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the container.</summary>
    public string ContainerName { get; init; } = "";

    /// <summary>The repository. <c>null</c>: the image has no name any more.</summary>
    public string? Repository { get; init; }

    /// <summary>The tag. <c>null</c>: the image has no name any more.</summary>
    public string? Tag { get; init; }

    /// <summary>The platform. <c>null</c> before compose 2.36.</summary>
    public string? Platform { get; init; }

    /// <summary>Size in bytes, as reported by the daemon.</summary>
    public long Size { get; init; }

    /// <summary>The time when the image was last tagged on this engine. <c>null</c>: compose does not report it.</summary>
    public DateTimeOffset? LastTagged { get; init; }
}
