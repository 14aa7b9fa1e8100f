using Nuke.Docker.BuildKit.Bake;
using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Recovery;
using Nuke.Docker.BuildKit.Versions;

namespace Nuke.Docker.BuildKit;

/// <summary>What goes on around a bake, and is no setting of buildx.</summary>
public sealed record BuildxBakeOptions
{
    /// <summary>What is baked, where it was made from settings. <c>null</c>: buildx is asked first what its files come to (<c>--print</c>).</summary>
    public BakePlan? Plan { get; init; }

    /// <summary>Gets each line of progress, never two at once. <c>null</c>: nobody is told.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>What was decided about the cache of a target, for its report; the plan carries it out. <c>null</c>: reports say nothing of it.</summary>
    public Func<string, CacheDecision?>? Cache { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c> of a target. <c>null</c>: none is written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }

    /// <summary>The engine that is asked for the images' sizes. <c>null</c>: reports tell none.</summary>
    public IDockerEngine? Engine { get; init; }

    /// <summary>The engine and its version for the reports.</summary>
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

    /// <summary>What is installed: the settings of the plan are held against it before anything starts. <c>null</c>: against what is known without asking (<see cref="CommandDefaults.VersionsFile"/>), and only for commands and flags.</summary>
    public ToolVersions? Versions { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
