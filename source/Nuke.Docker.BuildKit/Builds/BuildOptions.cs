using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Options common to all forms of build.</summary>
public abstract record BuildOptions
{
    /// <summary>Called for each line of progress, never concurrently. <c>null</c>: progress is not printed.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>
    /// The console of the build. Progress is shown live on a terminal; on a CI server the output of each step is a group, and the report is added to the
    /// job summary and as annotations. <c>null</c>: only lines are printed.
    /// </summary>
    public TextWriter? Console { get; init; }

    /// <summary>The folder for the histories of builds, one file for each image. <c>null</c>: the folder of the report.</summary>
    public string? HistoryDirectory { get; init; }

    /// <summary>
    /// The engine, which is asked for the sizes of images and whether registries respond. <c>null</c>: reports contain no sizes, and registries are
    /// not probed.
    /// </summary>
    public EngineProbe? Engine { get; init; }

    /// <summary>The name and version of the engine for the reports. <c>null</c>: reports have none.</summary>
    public string? EngineName { get; init; }

    /// <summary>
    /// Limits of recovery from faults that the user did not cause. Default: <see cref="RecoveryMode.Full"/>. <see cref="RecoveryLimits.Off"/> disables
    /// recovery.
    /// </summary>
    public RecoveryLimits Recovery { get; init; } = new();

    /// <summary>
    /// Waits for an engine that stopped responding, or starts it, and returns true if it responds. Canceled after <see cref="RecoveryLimits.EngineWait"/>.
    /// <c>null</c>: <see cref="Engine"/> is asked until it responds.
    /// </summary>
    public Func<DockerFault, CancellationToken, Task<bool>>? EngineReturned { get; init; }

    /// <summary>Options of local caches. <c>null</c>: their defaults.</summary>
    public LocalCacheOptions? LocalCache { get; init; }

    /// <summary>Options of the ledger, with which the next build is explained, predicted and skipped. <c>null</c>: none is written.</summary>
    internal LedgerOptions? Ledger { get; init; }

    /// <summary>
    /// Restores cache mounts before a build. It gets the ids, with the prefix of <c>BUILDKIT_CACHE_MOUNT_NS</c>, of mounts that the engine lacks and that
    /// a step needs which is going to run, and returns those that it has restored. <c>null</c>: the engine isn't asked.
    /// </summary>
    internal Func<IReadOnlySet<string>, CancellationToken, Task<IReadOnlySet<string>>>? RestoreMounts { get; init; }

    /// <summary>
    /// Validates this build together with others, before the first of them that isn't skipped. <c>null</c>: the build is validated by itself, before it is
    /// planned.
    /// </summary>
    internal Func<CancellationToken, Task>? Validate { get; init; }

    /// <summary>Returns the budgets that a build exceeded, in words; <c>null</c>: there are none.</summary>
    internal Func<BuildReport, IEnumerable<string>>? OverBudget { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
