namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>A buildx builder: one driver and its nodes.</summary>
public sealed record BuilderInfo : DockerAnswer
{
    /// <summary>Name, the value of <c>--builder</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>docker</c>, <c>docker-container</c>, <c>kubernetes</c> or <c>remote</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>Indicates the builder of builds without <c>--builder</c>; <c>null</c> from <c>buildx inspect</c>, which does not report it.</summary>
    public bool? Current { get; init; }

    /// <summary>Time of the last use; <c>null</c> if it was never used.</summary>
    public DateTimeOffset? LastActivity { get; init; }

    /// <summary>Reason why its nodes are unknown; <c>null</c> if they are known.</summary>
    public string? Error { get; init; }

    /// <summary>Nodes in the order in which they were added.</summary>
    public IReadOnlyList<BuilderNode> Nodes { get; init; } = [];
}
