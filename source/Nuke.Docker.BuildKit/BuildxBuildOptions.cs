using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Recovery;
using Nuke.Docker.BuildKit.Versions;

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

    /// <summary>What is done about faults that aren't the user's, and how long it may take. <see cref="RecoveryLimits.Off"/>: nothing.</summary>
    public RecoveryLimits Recovery { get; init; } = new();

    /// <summary>
    /// Waits until an engine that went away answers again, or starts it; <c>false</c>: it won't. Given up after <see cref="RecoveryLimits.EngineWait"/>.
    /// <c>null</c>: <see cref="Engine"/> is asked until it answers.
    /// </summary>
    public Func<DockerFault, CancellationToken, Task<bool>>? EngineReturned { get; init; }

    /// <summary>What is done for local caches beyond those of this build. <c>null</c>: nothing.</summary>
    public LocalCacheOptions? LocalCache { get; init; }

    /// <summary>What is installed: the settings are held against it before anything starts. <c>null</c>: against what is known without asking (<see cref="CommandDefaults.VersionsFile"/>), and only for commands and flags.</summary>
    public ToolVersions? Versions { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
