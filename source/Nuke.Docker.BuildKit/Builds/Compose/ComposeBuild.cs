using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The build of a service.</summary>
public sealed record ComposeBuild : DockerAnswer
{
    /// <summary>The build context, a folder or a URL.</summary>
    public string Context { get; init; } = "";

    /// <summary>The path of the Dockerfile, relative to the context. <c>null</c>: the Dockerfile is inline.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The inline Dockerfile. <c>null</c>: the Dockerfile is a file.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>The stage to build. <c>null</c>: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Values for <c>ARG</c>. A value of <c>null</c> is taken from the environment.</summary>
    public IReadOnlyDictionary<string, string?> Args { get; init; } = new Dictionary<string, string?>();

    /// <summary>Caches to import, in the form of <c>--cache-from</c>.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Caches to export, in the form of <c>--cache-to</c>.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Additional build contexts by name.</summary>
    public IReadOnlyDictionary<string, string?> AdditionalContexts { get; init; } = new Dictionary<string, string?>();

    /// <summary>Tags in addition to the image of the service.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Platforms. Empty: the platform of the engine.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Names of the build secrets, without their values.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>SSH agents or keys, in the form of <c>--ssh</c>.</summary>
    public IReadOnlyList<string> Ssh { get; init; } = [];

    /// <summary>Labels of the image.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>The network of <c>RUN</c> instructions. <c>null</c>: the default of the builder.</summary>
    public string? Network { get; init; }

    /// <summary>True to build without the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>True to pull newer base images.</summary>
    public bool Pull { get; init; }

    /// <summary>Size of <c>/dev/shm</c> in bytes. <c>null</c>: the default of the builder.</summary>
    public long? ShmSize { get; init; }
}
