namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>One BuildKit of a builder.</summary>
public sealed record BuilderNode : DockerAnswer
{
    /// <summary>Unique within the builder.</summary>
    public required string Name { get; init; }

    /// <summary>A docker context, a socket or a URL.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary><c>running</c>, <c>stopped</c>, <c>inactive</c>, <c>error</c>; null where it can't be reached.</summary>
    public string? Status { get; init; }

    /// <summary>Why it can't be reached; null where it can.</summary>
    public string? Error { get; init; }

    /// <summary>BuildKit's version as it calls itself, <c>v0.25.1</c>; null while it doesn't run. Distributions build it without one: <c>v0.0.0+unknown</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Platforms that it builds for, such as <c>linux/amd64</c>; one that was set by hand is marked by a star only in what buildx prints.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Of the BuildKit worker: <c>org.mobyproject.buildkit.worker.snapshotter</c> and the like.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>();

    /// <summary>Options of the driver, such as <c>image</c> or <c>network</c>.</summary>
    public IReadOnlyDictionary<string, string?> DriverOptions { get; init; } = new Dictionary<string, string?>();

    /// <summary>What BuildKit throws away and when, the first rule first; empty where nobody says.</summary>
    public IReadOnlyList<GarbageRule> GarbageRules { get; init; } = [];
}
