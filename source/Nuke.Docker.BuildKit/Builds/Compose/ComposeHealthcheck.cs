using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>How docker finds out whether a service is well. What is null is the engine's default.</summary>
public sealed record ComposeHealthcheck : DockerAnswer
{
    /// <summary>The command after <c>CMD</c> or <c>CMD-SHELL</c>; <c>NONE</c> alone takes the image's check away.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>Time between two checks; 30 s by default.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long one may take; 30 s by default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Failures in a row until it counts as unhealthy; 3 by default.</summary>
    public long? Retries { get; init; }

    /// <summary>Failures within this time after the start don't count.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Time between two checks during <see cref="StartPeriod"/>; 5 s by default.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Whether the image's own check is turned off.</summary>
    public bool Disabled { get; init; }
}
