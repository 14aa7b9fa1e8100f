using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Facts about a build that its progress does not contain.</summary>
internal sealed record BuildFacts
{
    /// <inheritdoc cref="BuildReport.Image"/>
    public required string Image { get; init; }

    /// <inheritdoc cref="BuildReport.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="BuildReport.Started"/>
    public DateTimeOffset Started { get; init; }

    /// <summary>The time from the start of the process to its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The exit code of buildx.</summary>
    public int ExitCode { get; init; }

    /// <inheritdoc cref="BuildReport.Fault"/>
    public string? Fault { get; init; }

    /// <inheritdoc cref="BuildReport.FaultFile"/>
    public string? FaultFile { get; init; }

    /// <inheritdoc cref="BuildReport.FaultLine"/>
    public int? FaultLine { get; init; }

    /// <summary>The content of <c>--metadata-file</c>; <c>null</c> if it was not requested or not written.</summary>
    public MetadataFile? Metadata { get; init; }

    /// <summary>The decision about the cache; <c>null</c> if there was none.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The redacted command, which is written unchanged.</summary>
    public string? RedactedCommand { get; init; }

    /// <inheritdoc cref="BuildReport.Builder"/>
    public string? Builder { get; init; }

    /// <inheritdoc cref="BuildReport.Engine"/>
    public string? Engine { get; init; }
}
