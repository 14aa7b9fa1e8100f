using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A build argument, secret or SSH agent that a Dockerfile uses.</summary>
public sealed record DockerfileInput : DockerAnswer
{
    /// <summary>Name of the argument, or id of the secret or agent.</summary>
    public required string Name { get; init; }

    /// <summary>Comment above it that begins with its name; <c>null</c> if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Value of an argument in this build; <c>null</c> if it has none, and for secrets and agents.</summary>
    public string? Value { get; init; }

    /// <summary>Indicates that the build fails without it.</summary>
    public bool Required { get; init; }

    /// <summary>Lines; <c>null</c> if BuildKit does not report them.</summary>
    public DockerfileLines? Lines { get; init; }
}
