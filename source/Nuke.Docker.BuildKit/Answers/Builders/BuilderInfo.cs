namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>A buildx builder: one driver and its nodes.</summary>
public sealed record BuilderInfo : DockerAnswer
{
    /// <summary>What <c>--builder</c> takes.</summary>
    public required string Name { get; init; }

    /// <summary><c>docker</c>, <c>docker-container</c>, <c>kubernetes</c> or <c>remote</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>Whether a build without <c>--builder</c> goes there; null where <c>buildx inspect</c> was asked, which doesn't say.</summary>
    public bool? Current { get; init; }

    /// <summary>Null where it was never used.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>Why its nodes are not known; null where all is well.</summary>
    public string? Error { get; init; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<BuilderNode> Nodes { get; init; } = [];
}
