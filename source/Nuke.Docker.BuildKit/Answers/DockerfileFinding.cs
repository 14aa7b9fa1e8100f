using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Answers;

/// <summary>A finding of a build check.</summary>
public sealed record DockerfileFinding : DockerAnswer
{
    /// <summary>The rule, as <c># check=skip=…</c> names it: <c>FromAsCasing</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What the rule is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is wrong here.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The rule's page; null where it has none.</summary>
    public string? Url { get; init; }

    /// <summary>Null where it is about no line.</summary>
    public DockerfileLines? Lines { get; init; }
}
