using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>How compose builds the image of a service.</summary>
public sealed record ComposeBuild : DockerAnswer
{
    /// <summary>A folder or a URL.</summary>
    public string Context { get; init; } = "";

    /// <summary>Relative to the context; null where it is given inline.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The Dockerfile's content; null where it is a file.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>The stage; null: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Values for <c>ARG</c>; null for one that is taken from the environment.</summary>
    public IReadOnlyDictionary<string, string?> Args { get; init; } = new Dictionary<string, string?>();

    /// <summary>Caches to read, as <c>--cache-from</c> takes them.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Caches to write, as <c>--cache-to</c> takes them.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Further contexts by name.</summary>
    public IReadOnlyDictionary<string, string?> AdditionalContexts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Names besides the service's own image.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Empty: the engine's own.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Names of secrets that the build gets, without their values.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>SSH agents or keys, as <c>--ssh</c> takes them.</summary>
    public IReadOnlyList<string> Ssh { get; init; } = [];

    /// <summary>Labels of the image.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Network of <c>RUN</c>; null: the builder's default.</summary>
    public string? Network { get; init; }

    /// <summary>Whether nothing is taken from the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether base images are asked for anew.</summary>
    public bool Pull { get; init; }

    /// <summary><c>/dev/shm</c> in bytes; null: the builder's default.</summary>
    public long? ShmSize { get; init; }
}
