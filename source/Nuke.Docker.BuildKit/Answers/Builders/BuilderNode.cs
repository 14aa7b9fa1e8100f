namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>A BuildKit daemon of a builder.</summary>
public sealed record BuilderNode : DockerAnswer
{
    /// <summary>Name, unique within the builder.</summary>
    public required string Name { get; init; }

    /// <summary>A docker context, a socket or a URL.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary><c>running</c>, <c>stopped</c>, <c>inactive</c> or <c>error</c>; <c>null</c> if the node is unreachable.</summary>
    public string? Status { get; init; }

    /// <summary>Reason why the node is unreachable; <c>null</c> if it is reachable.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// Version as BuildKit reports it, such as <c>v0.25.1</c>; <c>null</c> if the node does not run. Builds of distributions may report
    /// <c>v0.0.0+unknown</c>.
    /// </summary>
    public string? Version { get; init; }

    /// <summary>Supported platforms, such as <c>linux/amd64</c>, without the star that marks platforms set by hand.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Labels of the BuildKit worker, such as <c>org.mobyproject.buildkit.worker.snapshotter</c>.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Options of the driver, such as <c>image</c> or <c>network</c>.</summary>
    public IReadOnlyDictionary<string, string?> DriverOptions { get; init; } = new Dictionary<string, string?>();

    /// <summary>Rules of the garbage collection, in the order in which they are applied; empty if they are not reported.</summary>
    public IReadOnlyList<GarbageRule> GarbageRules { get; init; } = [];
}
