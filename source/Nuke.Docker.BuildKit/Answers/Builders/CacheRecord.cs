namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>One record of a builder's cache.</summary>
public sealed record CacheRecord : DockerAnswer
{
    /// <summary>What <c>buildx prune --filter id=…</c> takes.</summary>
    public required string Id { get; init; }

    /// <summary><c>regular</c>, <c>source.local</c>, <c>source.git.checkout</c>, <c>exec.cachemount</c>, <c>internal</c> or <c>frontend</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What made it: the step's name, or which mount it is; null where BuildKit doesn't say.</summary>
    public string? Description { get; init; }

    /// <summary>Null where it isn't told.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Whether an image holds the same bytes: pruning it then frees none.</summary>
    public bool Shared { get; init; }

    /// <summary>Whether it can be pruned: nothing uses it right now.</summary>
    public bool Reclaimable { get; init; }

    /// <summary>Whether it is still written to, as a mount is.</summary>
    public bool Mutable { get; init; }

    /// <summary>Records that this one stands on.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Null where it isn't told.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Null where it was never used. Printed as an age, so it is rounded.</summary>
    public PrintedTime? LastUsed { get; init; }

    /// <summary>How often builds used it.</summary>
    public long UsageCount { get; init; }

    /// <summary>The id of the cache mount (<c>RUN --mount=type=cache,id=…</c>, or its target); null for every other record.</summary>
    public string? MountId =>
        Type == "exec.cachemount" && Description?.LastIndexOf("with id \"", StringComparison.Ordinal) is { } start and >= 0 ? Description[(start + 9)..].TrimEnd('"') : null;
}
