using Nuke.Docker.BuildKit.Engines.DotNet;

namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static partial class EngineClient
{
    static partial void CreateOverPackage(EngineEndpoint endpoint, TimeSpan? timeout, ref IDockerEngine? client) =>
        client = new DotNetDockerEngine(endpoint, timeout);
}
