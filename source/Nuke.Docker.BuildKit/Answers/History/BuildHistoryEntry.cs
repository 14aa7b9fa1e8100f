namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>A build in the list of buildx's history.</summary>
public sealed record BuildHistoryEntry : DockerAnswer
{
    /// <summary><c>builder/node/id</c>, as <c>--metadata-file</c> has it too.</summary>
    public required string Reference { get; init; }

    /// <summary>What <c>buildx history inspect</c> takes: the last part of <see cref="Reference"/>.</summary>
    public string Id => Reference[(Reference.LastIndexOf('/') + 1)..];

    /// <summary>The folder's name and the target's, as buildx makes it up; null where it had nothing to go by.</summary>
    public string? Name { get; init; }

    /// <summary>How it stands.</summary>
    public BuildStatus Status { get; init; }

    /// <summary>The builder's clock.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>From start to end; null while it runs.</summary>
    public TimeSpan? Duration => Completed - Started;

    /// <summary>Vertexes, internal ones included: a build of which everything is cached has still some that are not.</summary>
    public long TotalSteps { get; init; }

    /// <inheritdoc cref="TotalSteps"/>
    public long CompletedSteps { get; init; }

    /// <inheritdoc cref="TotalSteps"/>
    public long CachedSteps { get; init; }
}
