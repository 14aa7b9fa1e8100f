using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A service of a compose project.</summary>
public sealed record ComposeService : DockerAnswer
{
    /// <summary>The name of the service in the file.</summary>
    public required string Name { get; init; }

    /// <summary>The image to run or to build. <c>null</c>: compose chooses a name.</summary>
    public string? Image { get; init; }

    /// <summary>The build of the image. <c>null</c>: the image is pulled.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>Published ports.</summary>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>The health check. <c>null</c>: that of the image, if any.</summary>
    public ComposeHealthcheck? Healthcheck { get; init; }

    /// <summary>Actions of <c>compose watch</c>. Empty: there are none.</summary>
    public IReadOnlyList<ComposeWatch> Watch { get; init; } = [];

    /// <summary>
    /// Services that start first, with the condition to wait for: <c>service_started</c>, <c>service_healthy</c> or
    /// <c>service_completed_successfully</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> DependsOn { get; init; } = new Dictionary<string, string?>();

    /// <summary>Environment variables. A value of <c>null</c> is a variable that is not set in the environment of compose.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The command. <c>null</c>: that of the image.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The entrypoint. <c>null</c>: that of the image.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The profiles that the service belongs to. Empty: it always starts.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary><c>host</c>, <c>none</c> or <c>service:…</c>. <c>null</c>: the networks of the service.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>The platform. <c>null</c>: the platform of the engine.</summary>
    public string? Platform { get; init; }
}
