using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit;

/// <summary>What goes on around a build, and is no setting of buildx.</summary>
public sealed record BuildxBuildOptions
{
    /// <summary>The image's name in the report. <c>null</c>: its first tag.</summary>
    public string? Image { get; init; }

    /// <summary>What was decided about the cache, for the report; the settings carry it out. <c>null</c>: the report says nothing of it.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>Gets each line of progress, never two at once. <c>null</c>: nobody is told.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c>. <c>null</c>: none is written.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>The engine that is asked for the image's size. <c>null</c>: the report tells none.</summary>
    public IDockerEngine? Engine { get; init; }

    /// <summary>The engine and its version for the report.</summary>
    public string? EngineName { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
