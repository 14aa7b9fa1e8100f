using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Scope of an examination by <see cref="DockerDiagnosis"/>.</summary>
internal sealed record DoctorScope
{
    /// <summary>The engine; <c>null</c> if no engine responds.</summary>
    public EngineConnection? Connection { get; init; }

    /// <summary>Reason why no private engine can be started here; <c>null</c> if one can be started.</summary>
    public string? NoPrivateEngine { get; init; }

    /// <summary>
    /// Path of the engine's configuration. <c>null</c>: derived from the engine's socket: <c>/etc/docker/daemon.json</c>, that of the rootless engine, or
    /// one next to the socket.
    /// </summary>
    public string? DaemonConfiguration { get; init; }

    /// <summary>File that caches the versions of the tools between runs; <c>null</c>: versions are not cached.</summary>
    public string? VersionsFile { get; init; }

    /// <summary>Folder of the local caches; <c>null</c>: no folder is checked.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Files and folders that builds write. They don't make an image stale.</summary>
    public ImmutableArray<string> OwnFiles { get; init; } = [];

    /// <summary>Images of the build.</summary>
    public ImmutableArray<DoctorImage> Images { get; init; } = [];

    /// <summary>Environment variables. <c>null</c>: those of this process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// Path of the engine's configuration, whether it exists or not: <see cref="DaemonConfiguration"/>, or where an engine with this socket reads it.
    /// <c>null</c> if the engine is on another machine, or its configuration is unknown.
    /// </summary>
    public string? DaemonConfigurationPath =>
        Connection?.Endpoint is { Kind: EngineEndpointKind.UnixSocket } endpoint
            ? ConfigurationFiles.DaemonPath(DaemonConfiguration, endpoint.Address, Environment ?? EnvironmentReading.OfThisProcess())
            : null;

    /// <summary>Time limit of one query; facts that take longer stay unknown. Default: 5 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
