using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>What a build class does with its engine.</summary>
public static class DockerEngineExtensions
{
    /// <summary>The engine of this build: a daemon that answers, or the private one, which is started if need be. Looked for once; Ctrl+C ends the search.</summary>
    /// <exception cref="EngineNotFoundException">No daemon answers and none can be started here.</exception>
    public static Task<EngineConnection> ConnectDockerAsync(this IHazDockerEngine build) => TargetAction.RunAsync(build, EngineSession.Of(build).ConnectAsync);
}
