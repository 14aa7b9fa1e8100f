namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>A build in the list of the build history.</summary>
public sealed record BuildHistoryEntry : DockerAnswer
{
    /// <summary>Reference <c>builder/node/id</c>, as in <c>--metadata-file</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Id, the argument of <c>buildx history inspect</c>: the last part of <see cref="Reference"/>.</summary>
    public string Id => Reference[(Reference.LastIndexOf('/') + 1)..];

    /// <summary>Name that buildx makes up from the folder and the target; <c>null</c> if both are unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Status.</summary>
    public BuildStatus Status { get; init; }

    /// <summary>Start time, by the builder's clock.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>End time; <c>null</c> while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Duration from start to end; <c>null</c> while it runs.</summary>
    public TimeSpan? Duration => Completed - Started;

    /// <summary>Number of steps, including internal ones, some of which are never cached.</summary>
    public long TotalSteps { get; init; }

    /// <inheritdoc cref="TotalSteps"/>
    public long CompletedSteps { get; init; }

    /// <inheritdoc cref="TotalSteps"/>
    public long CachedSteps { get; init; }
}
