using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>What the doctor is to look at.</summary>
public sealed record DoctorScope
{
    /// <summary>The engine; null: none answers.</summary>
    public EngineConnection? Connection { get; init; }

    /// <summary>Why no engine can be started here; null: one can.</summary>
    public string? NoPrivateEngine { get; init; }

    /// <summary>The engine's configuration. Null: it is guessed from the engine's socket: <c>/etc/docker/daemon.json</c>, the rootless engine's own, or one beside the socket.</summary>
    public string? DaemonConfiguration { get; init; }

    /// <summary>Where buildx's version is kept between runs; null: nowhere.</summary>
    public string? VersionsFile { get; init; }

    /// <summary>The folder of the local caches; null: none is looked at.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>The images, without what the engine knows of them.</summary>
    public ImmutableArray<DoctorImage> Images { get; init; } = [];

    /// <summary>The environment. Null: this process's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>How long one question may take; what takes longer stays unknown. Default: 5 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
