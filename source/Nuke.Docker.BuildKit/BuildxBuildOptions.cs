using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Versions;

namespace Nuke.Docker.BuildKit;

/// <summary>What goes on around a build, and is no setting of buildx.</summary>
public sealed record BuildxBuildOptions : BuildOptions
{
    /// <summary>The image's name in the report. <c>null</c>: its first tag.</summary>
    public string? Image { get; init; }

    /// <summary>What was decided about the cache, for the report; the settings carry it out. <c>null</c>: the report says nothing of it.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c>. <c>null</c>: none is written.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>What is installed: the settings are held against it before anything starts. <c>null</c>: against what is known without asking (<see cref="CommandDefaults.VersionsFile"/>), and only for commands and flags.</summary>
    public ToolVersions? Versions { get; init; }
}
