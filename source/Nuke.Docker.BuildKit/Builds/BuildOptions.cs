using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>What goes on around a build of whatever kind, and is no setting of the tool.</summary>
public abstract record BuildOptions
{
    /// <summary>Gets each line of progress, never two at once. <c>null</c>: nobody is told.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>The engine that is asked for the images' sizes. <c>null</c>: reports tell none.</summary>
    public EngineProbe? Engine { get; init; }

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

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
