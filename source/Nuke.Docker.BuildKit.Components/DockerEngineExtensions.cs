using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Connects a build class to its engine.</summary>
public static class DockerEngineExtensions
{
    /// <summary>
    /// Connects to the engine of this build: one that responds, otherwise the private engine, which is started if needed. Searches once; Ctrl+C
    /// cancels.
    /// </summary>
    /// <exception cref="EngineNotFoundException">No engine responds and none can be started on this machine.</exception>
    public static Task<EngineConnection> ConnectDockerAsync(this IHazDockerEngine build) => TargetAction.RunAsync(build, EngineSession.Of(build).ConnectAsync);
}
