using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Something that a Dockerfile can be given.</summary>
public sealed record DockerfileInput : DockerAnswer
{
    /// <summary>The argument's name, the secret's or the agent's id.</summary>
    public required string Name { get; init; }

    /// <summary>The comment above it; null where there is none that begins with its name.</summary>
    public string? Description { get; init; }

    /// <summary>An argument's value, given or by default; null where it has none, and for secrets and agents.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the build fails without it.</summary>
    public bool Required { get; init; }

    /// <summary>Null where BuildKit doesn't say.</summary>
    public DockerfileLines? Lines { get; init; }
}
