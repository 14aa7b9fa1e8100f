using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Facts for a diagnosis. <c>null</c> and empty values are unknown and are not judged.</summary>
internal sealed record DoctorFacts
{
    /// <summary>Address of the engine; <c>null</c> if no engine responds.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Reason why no private engine can be started; <c>null</c> if one can be started.</summary>
    public string? NoPrivateEngine { get; init; }

    /// <summary>
    /// Kind of the container that this machine is, such as <c>lxc</c>; <c>null</c> if it is no container, does not report it, or the engine is on another
    /// machine.
    /// </summary>
    public string? Container { get; init; }

    /// <summary>The engine's response to a ping.</summary>
    public EnginePing? Ping { get; init; }

    /// <summary>Storage, machine and containers of the engine.</summary>
    public EngineInfo? Engine { get; init; }

    /// <summary>Installed versions.</summary>
    public ToolVersions Versions { get; init; } = ToolVersions.Unknown;

    /// <summary>Indicates that buildx was searched for, so that a missing version means a missing plugin.</summary>
    public bool LookedForPlugins { get; init; }

    /// <summary>Version of the program <c>docker-compose</c> on PATH; <c>null</c> if it is not installed.</summary>
    public Version? StandaloneCompose { get; init; }

    /// <summary>The current builder.</summary>
    public BuilderInfo? Builder { get; init; }

    /// <summary>Environment variables.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Configuration of the engine; <c>null</c> if the engine is on another machine.</summary>
    public ConfigurationFile? DaemonConfiguration { get; init; }

    /// <summary>Configuration files of BuildKit.</summary>
    public ImmutableArray<ConfigurationFile> BuildKitConfigurations { get; init; } = [];

    /// <summary>Disk usage of images, containers, volumes and the build cache.</summary>
    public ImmutableArray<DiskUsageSummary> DiskUsage { get; init; } = [];

    /// <summary>Free and total size of the engine's disk in bytes; <c>null</c> if it is on another machine.</summary>
    public (long Free, long Total)? EngineDisk { get; init; }

    /// <summary>Folder of the local caches.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Reason why the cache folder cannot be written; <c>null</c> if it can.</summary>
    public string? CacheProblem { get; init; }

    /// <summary>Registries of base images that the engine can't reach.</summary>
    public ImmutableArray<DoctorRegistry> UnreachableRegistries { get; init; } = [];

    /// <summary>Images of the build.</summary>
    public ImmutableArray<DoctorImage> Images { get; init; } = [];
}
