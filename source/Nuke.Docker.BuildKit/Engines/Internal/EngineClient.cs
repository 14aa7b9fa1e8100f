namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Makes the client that this library was compiled with: our own, or that over Docker.DotNet (MSBuild property EngineClient).</summary>
internal static partial class EngineClient
{
    /// <exception cref="NotSupportedException">The endpoint is one that only the docker CLI can reach.</exception>
    public static IDockerEngine Create(EngineEndpoint endpoint, TimeSpan? timeout = null)
    {
        IDockerEngine? client = null;
        CreateOverPackage(endpoint, timeout, ref client);

        return client ?? new SocketDockerEngine(endpoint, timeout);
    }

    /// <summary>Has a body, in the folder DotNet, only where the package can be restored.</summary>
    static partial void CreateOverPackage(EngineEndpoint endpoint, TimeSpan? timeout, ref IDockerEngine? client);
}
