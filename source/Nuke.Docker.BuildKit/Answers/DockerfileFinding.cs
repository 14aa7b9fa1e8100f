using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A finding of a build check.</summary>
public sealed record DockerfileFinding : DockerAnswer
{
    /// <summary>Name of the rule, as in <c># check=skip=…</c>: <c>FromAsCasing</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>Description of the rule.</summary>
    public string Description { get; init; } = "";

    /// <summary>Problem in this Dockerfile.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Documentation of the rule; <c>null</c> if it has none.</summary>
    public string? Url { get; init; }

    /// <summary>Lines; <c>null</c> if the finding is not about particular lines.</summary>
    public DockerfileLines? Lines { get; init; }
}
