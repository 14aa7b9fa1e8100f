namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Details of a build in the build history.</summary>
public sealed record BuildRecord : DockerAnswer
{
    /// <summary>Id of the build, without builder and node.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.Name"/>
    public string? Name { get; init; }

    /// <summary>Status.</summary>
    public BuildStatus Status { get; init; }

    /// <summary>Build context as given, a folder or a URL; <c>null</c> if the Dockerfile needed none.</summary>
    public string? Context { get; init; }

    /// <summary>Path of the Dockerfile, relative to the context; <c>-</c> for standard input.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>Target stage; <c>null</c>: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Remote of the Git repository; <c>null</c> outside of a repository.</summary>
    public string? Repository { get; init; }

    /// <summary>Commit; <c>null</c> outside of a repository.</summary>
    public string? Revision { get; init; }

    /// <summary>Requested platforms; empty: the builder's own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Start time, by the builder's clock.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>End time; <c>null</c> while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Duration; <c>null</c> while it runs.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Error; <c>null</c> if the build did not fail.</summary>
    public BuildFailure? Failure { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long TotalSteps { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long CompletedSteps { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long CachedSteps { get; init; }

    /// <summary>Values of <c>ARG</c> instructions that were set.</summary>
    public IReadOnlyDictionary<string, string?> BuildArgs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Labels that were set.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Named contexts that were set.</summary>
    public IReadOnlyDictionary<string, string?> NamedContexts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Further options, such as <c>Network</c> or <c>NoCache</c>; numbers and booleans as texts.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>();

    /// <summary>Inputs, such as base images.</summary>
    public IReadOnlyList<BuildMaterial> Materials { get; init; } = [];

    /// <summary>Results: the image and its attestations.</summary>
    public IReadOnlyList<BuildAttachment> Attachments { get; init; } = [];
}
