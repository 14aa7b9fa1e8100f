namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>All that buildx's history tells of one build.</summary>
public sealed record BuildRecord : DockerAnswer
{
    /// <summary>The build's id, without builder and node.</summary>
    public required string Id { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.Name"/>
    public string? Name { get; init; }

    /// <summary>How it stands.</summary>
    public BuildStatus Status { get; init; }

    /// <summary>The context as it was given, a folder or a URL; null where the Dockerfile needed none.</summary>
    public string? Context { get; init; }

    /// <summary>Relative to the context; <c>-</c> for standard input.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The stage; null: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>The remote of the repository; null outside of one.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit; null outside of a repository.</summary>
    public string? Revision { get; init; }

    /// <summary>Platforms as they were asked for; empty: the builder's own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The builder's clock.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Null while it runs.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public BuildFailure? Failure { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long TotalSteps { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long CompletedSteps { get; init; }

    /// <inheritdoc cref="BuildHistoryEntry.TotalSteps"/>
    public long CachedSteps { get; init; }

    /// <summary>Values that were given for <c>ARG</c>.</summary>
    public IReadOnlyDictionary<string, string?> BuildArgs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Labels that were given.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Named contexts that were given.</summary>
    public IReadOnlyDictionary<string, string?> NamedContexts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Further options, such as <c>Network</c> or <c>NoCache</c>; numbers and truth values as texts.</summary>
    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>();

    /// <summary>What it was made of: base images and the like.</summary>
    public IReadOnlyList<BuildMaterial> Materials { get; init; } = [];

    /// <summary>What it left: the image, its attestations.</summary>
    public IReadOnlyList<BuildAttachment> Attachments { get; init; } = [];
}
