namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The result of a build of one image.</summary>
internal sealed record BuildResult
{
    public bool Succeeded { get; init; }

    /// <summary>The start of the build; <c>null</c> if it is not known.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The cause of a failure in one sentence; <c>null</c> if the build succeeded.</summary>
    public string? Fault { get; init; }

    /// <summary>True if the build failed because the engine stopped.</summary>
    public bool EngineStopped { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The digest of the image; <c>null</c> if none was exported.</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the configuration; <c>null</c> if none was exported.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The results of the steps and base images.</summary>
    public required IReadOnlyList<StepOutcome> Steps { get; init; }

    /// <summary>An image that was built at the same time; <c>null</c> if none is known.</summary>
    public string? Concurrent { get; init; }

    /// <summary>True if the last attempt ran without cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>The stages that the last attempt built without cache.</summary>
    public IReadOnlyList<string> NoCacheFilter { get; init; } = [];

    /// <summary>The imports of caches that failed.</summary>
    public IReadOnlyList<string> FailedImports { get; init; } = [];
}
