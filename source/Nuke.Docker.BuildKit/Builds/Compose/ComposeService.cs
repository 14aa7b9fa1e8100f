using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A service of a compose project.</summary>
public sealed record ComposeService : DockerAnswer
{
    /// <summary>Its name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>The image to run, or the name of the one that is built; null: compose makes up a name.</summary>
    public string? Image { get; init; }

    /// <summary>How its image is built; null for one that is pulled.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>Ports that are published, ranges one by one.</summary>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>Null: the image's own, if it has one.</summary>
    public ComposeHealthcheck? Healthcheck { get; init; }

    /// <summary>What <c>compose watch</c> does on changes; empty: nothing.</summary>
    public IReadOnlyList<ComposeWatch> Watch { get; init; } = [];

    /// <summary>Services that start first, with what is waited for: <c>service_started</c>, <c>service_healthy</c>, <c>service_completed_successfully</c>.</summary>
    public IReadOnlyDictionary<string, string?> DependsOn { get; init; } = new Dictionary<string, string?>();

    /// <summary>Variables; null for one that is taken from compose's own environment and isn't set there.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Null: the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Null: the image's.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Empty: it always starts.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary><c>host</c>, <c>none</c>, <c>service:…</c>; null: its networks.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>The platform it runs on; null: the engine's.</summary>
    public string? Platform { get; init; }
}
