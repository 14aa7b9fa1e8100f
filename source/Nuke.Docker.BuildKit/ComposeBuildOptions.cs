using Nuke.Docker.BuildKit.Caching;
using Nuke.Docker.BuildKit.Compose;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Recovery;

namespace Nuke.Docker.BuildKit;

/// <summary>What goes on around the build of a compose project, and is no setting of compose.</summary>
public sealed record ComposeBuildOptions
{
    /// <summary>The services that are built.</summary>
    public required IReadOnlyList<ComposeServiceBuild> Services { get; init; }

    /// <summary>The file that caches are written to; it is laid over the project's own ones.</summary>
    public required string OverrideFile { get; init; }

    /// <summary>Gets each line of progress, never two at once. <c>null</c>: nobody is told.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>The folder for <c>report.json</c> and <c>report.md</c> of a service. <c>null</c>: none is written.</summary>
    public Func<string, string>? ReportDirectory { get; init; }

    /// <inheritdoc cref="BuildxBakeOptions.Engine"/>
    public IDockerEngine? Engine { get; init; }

    /// <inheritdoc cref="BuildxBakeOptions.EngineName"/>
    public string? EngineName { get; init; }

    /// <inheritdoc cref="BuildxBakeOptions.Recovery"/>
    public RecoveryLimits Recovery { get; init; } = new();

    /// <inheritdoc cref="BuildxBakeOptions.EngineReturned"/>
    public Func<DockerFault, CancellationToken, Task<bool>>? EngineReturned { get; init; }

    /// <inheritdoc cref="BuildxBakeOptions.LocalCache"/>
    public LocalCacheOptions? LocalCache { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
