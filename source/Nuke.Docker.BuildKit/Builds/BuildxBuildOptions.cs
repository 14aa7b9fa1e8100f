using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Options of a single build that are not settings of buildx.</summary>
public sealed record BuildxBuildOptions : BuildOptions
{
    /// <summary>The name of the image in the report. <c>null</c>: its first tag.</summary>
    public string? Image { get; init; }

    /// <summary>The cache decision for the report; the settings already apply it. <c>null</c>: the report has none.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c>, <c>.md</c>, <c>.html</c> and <c>.trace.json</c>. <c>null</c>: they are not written.</summary>
    public string? ReportDirectory { get; init; }
}
