using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>What a diagnosis is made from. What is null or empty isn't known, and then nothing is said about it.</summary>
public sealed record DoctorFacts
{
    /// <summary>Where the engine listens; null: none answers.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Why no engine can be started here; null: one can.</summary>
    public string? NoPrivateEngine { get; init; }

    /// <summary>What kind of container this machine is, such as <c>lxc</c>; null: none that says so, or the engine is elsewhere.</summary>
    public string? Container { get; init; }

    /// <summary>The engine's answer to a ping.</summary>
    public EnginePing? Ping { get; init; }

    /// <summary>What the engine says of itself.</summary>
    public EngineInfo? Engine { get; init; }

    /// <summary>What is installed.</summary>
    public ToolVersions Versions { get; init; } = ToolVersions.Unknown;

    /// <summary>Whether buildx was looked for: then a missing version is a missing program.</summary>
    public bool LookedForPlugins { get; init; }

    /// <summary>The version of a program <c>docker-compose</c> in PATH; null: there is none.</summary>
    public Version? StandaloneCompose { get; init; }

    /// <summary>The builder that a build goes to.</summary>
    public BuilderInfo? Builder { get; init; }

    /// <summary>The environment's variables.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The engine's configuration; null where the engine is on another machine.</summary>
    public DoctorFile? DaemonConfiguration { get; init; }

    /// <summary>Configurations of BuildKit.</summary>
    public ImmutableArray<DoctorFile> BuildKitConfigurations { get; init; } = [];

    /// <summary>What images, containers, volumes and the cache take.</summary>
    public ImmutableArray<DiskUsageSummary> DiskUsage { get; init; } = [];

    /// <summary>Free and whole size of the engine's disk, in bytes; null where it is on another machine.</summary>
    public (long Free, long Total)? EngineDisk { get; init; }

    /// <summary>The folder of the local caches.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Why the cache folder can't be written; null: it can.</summary>
    public string? CacheProblem { get; init; }

    /// <summary>The images.</summary>
    public ImmutableArray<DoctorImage> Images { get; init; } = [];
}
