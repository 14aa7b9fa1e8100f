using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>What only the caller of a build knows of it.</summary>
public sealed record BuildFacts
{
    /// <inheritdoc cref="BuildReport.Image"/>
    public required string Image { get; init; }

    /// <inheritdoc cref="BuildReport.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="BuildReport.Started"/>
    public DateTimeOffset Started { get; init; }

    /// <summary>From the start of the process to its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>buildx's own exit code.</summary>
    public int ExitCode { get; init; }

    /// <inheritdoc cref="BuildReport.Fault"/>
    public string? Fault { get; init; }

    /// <summary>What <c>--metadata-file</c> says; null where it was not asked for or not written.</summary>
    public MetadataFile? Metadata { get; init; }

    /// <inheritdoc cref="ImageReport.Bytes"/>
    public long? ImageBytes { get; init; }

    /// <summary>What was decided about the cache; null where nobody did.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The command in its redacted form; it is written as it is.</summary>
    public string? RedactedCommand { get; init; }

    /// <inheritdoc cref="BuildReport.Builder"/>
    public string? Builder { get; init; }

    /// <inheritdoc cref="BuildReport.Engine"/>
    public string? Engine { get; init; }
}
