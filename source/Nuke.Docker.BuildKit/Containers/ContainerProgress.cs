namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The states of a container that has just been started.</summary>
internal enum ContainerProgress
{
    /// <summary>It is being created, or its health check has not succeeded yet.</summary>
    Starting,

    /// <summary>It runs and, if it has a health check, is healthy.</summary>
    Ready,

    /// <summary>It exited with code 0.</summary>
    Finished,

    /// <summary>It exited with another code, restarts, is unhealthy, or could not be started.</summary>
    Failed,
}
