using Nuke.Docker.BuildKit.Answers;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A container of a compose project.</summary>
public sealed record ComposeContainer : DockerAnswer
{
    /// <summary>The ID, with 12 or all 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the container: <c>shop-api-1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name of the service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The name of the project.</summary>
    public string? Project { get; init; }

    /// <summary>The image, as the service refers to it.</summary>
    public string? Image { get; init; }

    /// <summary><c>running</c>, <c>exited</c>, <c>restarting</c>, <c>paused</c>, <c>created</c> or <c>dead</c>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>. <c>null</c>: there is no health check.</summary>
    public string? Health { get; init; }

    /// <summary>State, age and health as a text: <c>Up 5 seconds (healthy)</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The exit code. 0 while the container runs.</summary>
    public long ExitCode { get; init; }

    /// <summary>The time of creation, to the second.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Size of the container's writable layer. <c>null</c>: it was not requested.</summary>
    public PrintedSize? Size { get; init; }

    /// <summary>Published and exposed ports.</summary>
    public IReadOnlyList<ComposePublisher> Publishers { get; init; } = [];

    /// <summary>True if the container is running and, if it has a health check, healthy.</summary>
    public bool Ready => State == "running" && Health is (null or "healthy");
}
