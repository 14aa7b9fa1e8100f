using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A container of a compose project.</summary>
public sealed record ComposeContainer : DockerAnswer
{
    /// <summary>Twelve digits or all 64, as compose was asked.</summary>
    public required string Id { get; init; }

    /// <summary>The container's name: <c>shop-api-1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The service it belongs to.</summary>
    public string Service { get; init; } = "";

    /// <summary>The project.</summary>
    public string? Project { get; init; }

    /// <summary>The image as the service names it.</summary>
    public string? Image { get; init; }

    /// <summary><c>running</c>, <c>exited</c>, <c>restarting</c>, <c>paused</c>, <c>created</c> or <c>dead</c>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>; null where no health check is defined.</summary>
    public string? Health { get; init; }

    /// <summary>State, age and health in words: <c>Up 5 seconds (healthy)</c>.</summary>
    public string? Status { get; init; }

    /// <summary>0 as long as it runs.</summary>
    public long ExitCode { get; init; }

    /// <summary>To the second.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>What was written on top of the image; null unless docker was asked to count it.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Ports that are published, or exposed only.</summary>
    public IReadOnlyList<ComposePublisher> Publishers { get; init; } = [];

    /// <summary>Whether it runs, and is healthy if it has a check.</summary>
    public bool Ready => State == "running" && Health is (null or "healthy");
}
