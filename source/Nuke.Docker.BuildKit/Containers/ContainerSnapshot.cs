namespace Nuke.Docker.BuildKit.Containers;

/// <summary>A container at one moment.</summary>
internal sealed record ContainerSnapshot
{
    /// <summary>The id, with all 64 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The name, without a leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>The service of a compose project, otherwise <see cref="Name"/>.</summary>
    public required string Service { get; init; }

    /// <summary>The labels of the container.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>; <c>null</c> without a health check.</summary>
    public string? Health { get; init; }

    /// <summary>The output of the last health check; <c>null</c> if there is none.</summary>
    public string? HealthOutput { get; init; }

    /// <summary>The exit code; 0 while the container runs.</summary>
    public long ExitCode { get; init; }

    /// <summary>The number of restarts by the restart policy.</summary>
    public long Restarts { get; init; }

    /// <summary>The error with which the engine could not start the container; <c>null</c> if there was none.</summary>
    public string? Error { get; init; }

    /// <summary>True if the kernel killed a process of the container for want of memory.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>The addresses of the published TCP ports on this machine, such as <c>http://localhost:8000</c>.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The state for the purpose of waiting.</summary>
    public ContainerProgress Progress => this switch
    {
        { Error: not null } or { Status: "restarting" or "dead" } or { Status: "exited", ExitCode: not 0 } or { Restarts: > 0 } => ContainerProgress.Failed,
        // A job ends before its first health check succeeds.
        { Status: "exited" } => ContainerProgress.Finished,
        { Health: "unhealthy" } => ContainerProgress.Failed,
        { Status: "running", Health: null or "healthy" } => ContainerProgress.Ready,
        _ => ContainerProgress.Starting,
    };
}
