using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Versions;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>What goes on around a build, and is no setting of buildx.</summary>
public sealed record BuildxBuildOptions : BuildOptions
{
    /// <summary>The image's name in the report. <c>null</c>: its first tag.</summary>
    public string? Image { get; init; }

    /// <summary>What was decided about the cache, for the report; the settings carry it out. <c>null</c>: the report says nothing of it.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c>. <c>null</c>: none is written.</summary>
    public string? ReportDirectory { get; init; }

    /// <summary>Installed versions that the settings are checked against before a process starts. <c>null</c>: only commands and flags are checked, against <see cref="DockerSettings.Versions"/>.</summary>
    public ToolVersions? Versions { get; init; }
}
