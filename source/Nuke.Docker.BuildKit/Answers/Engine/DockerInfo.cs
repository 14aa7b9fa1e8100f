namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>What <c>docker info</c> tells: the engine, its settings, and the client's plugins.</summary>
public sealed record DockerInfo : DockerAnswer
{
    /// <summary>What the engine's own API tells as well; null where no engine answers.</summary>
    public EngineInfo? Engine { get; init; }

    /// <summary>Why the engine's part is missing; empty where it isn't.</summary>
    public IReadOnlyList<string> ServerErrors { get; init; } = [];

    /// <summary>What the engine warns of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many containers there are, and how many of them run.</summary>
    public (long All, long Running) Containers { get; init; }

    /// <summary>How many images there are.</summary>
    public long Images { get; init; }

    /// <summary>Mirrors of Docker Hub.</summary>
    public IReadOnlyList<string> RegistryMirrors { get; init; } = [];

    /// <summary>Registries that may be spoken to by HTTP, as networks: <c>127.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>The proxies of the engine; null where it has none.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>The version of the docker CLI.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>The docker context.</summary>
    public string? Context { get; init; }

    /// <summary>Versions of the CLI's plugins by name: <c>buildx</c>, <c>compose</c>.</summary>
    public IReadOnlyDictionary<string, string?> Plugins { get; init; } = new Dictionary<string, string?>();
}
