using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>The health check of a service. A value of <c>null</c> is the default of the engine.</summary>
public sealed record ComposeHealthcheck : DockerAnswer
{
    /// <summary>The command, after <c>CMD</c> or <c>CMD-SHELL</c>. <c>NONE</c> disables the health check of the image.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>Time between two checks. Default: 30 seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Time limit of a check. Default: 30 seconds.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Number of consecutive failures after which the container is unhealthy. Default: 3.</summary>
    public long? Retries { get; init; }

    /// <summary>Time after the start during which failures are ignored. Default: 0.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Time between two checks during <see cref="StartPeriod"/>. Default: 5 seconds.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>True if the health check of the image is disabled.</summary>
    public bool Disabled { get; init; }
}
