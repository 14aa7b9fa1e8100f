namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Result of <c>docker info</c>: the engine, its settings, and the client's plugins.</summary>
public sealed record DockerInfo : DockerAnswer
{
    /// <summary>Properties of the engine; <c>null</c> if no engine responds.</summary>
    public EngineInfo? Engine { get; init; }

    /// <summary>Errors of the engine's part; empty if it responds.</summary>
    public IReadOnlyList<string> ServerErrors { get; init; } = [];

    /// <summary>Warnings of the engine.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Number of all containers and of the running ones.</summary>
    public (long All, long Running) Containers { get; init; }

    /// <summary>Number of images.</summary>
    public long Images { get; init; }

    /// <summary>Mirrors of Docker Hub.</summary>
    public IReadOnlyList<string> RegistryMirrors { get; init; } = [];

    /// <summary>Registries that may be accessed over HTTP, as networks: <c>127.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>Proxy of the engine for HTTPS; <c>null</c> if it has none.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>Version of the docker CLI.</summary>
    public string? ClientVersion { get; init; }

    /// <summary>Name of the docker context.</summary>
    public string? Context { get; init; }

    /// <summary>Versions of the CLI's plugins by name: <c>buildx</c>, <c>compose</c>.</summary>
    public IReadOnlyDictionary<string, string?> Plugins { get; init; } = new Dictionary<string, string?>();
}
