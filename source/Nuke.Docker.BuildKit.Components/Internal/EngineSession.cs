using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Finds, starts and stops the engine of a build class. One session serves one target; a later target finds an engine that runs within milliseconds.
/// </summary>
internal sealed class EngineSession
{
    private readonly EmbeddedEngine _embedded;
    private readonly string _versionsFile;
    private EngineConnection? _connection;

    private EngineSession(IHazDockerEngine build)
    {
        UsableHome.Ensure(build);
        _embedded = new EmbeddedEngine(build.DockerEngineDirectory, progress: Print);
        _versionsFile = HostDefaults.VersionsFile(build);
    }

    /// <summary>A new session.</summary>
    public static EngineSession Of(IHazDockerEngine build) => new(build);

    /// <summary>The engine; searched once.</summary>
    /// <exception cref="EngineNotFoundException">No engine responds, and none can be started here.</exception>
    public async Task<EngineConnection> ConnectAsync(CancellationToken cancellationToken = default) =>
        _connection ??= await Locator.FindAsync(cancellationToken);

    /// <summary>The engine if one runs, otherwise <c>null</c>.</summary>
    /// <exception cref="EngineNotFoundException">A daemon that a variable names doesn't respond, or there is no docker CLI with buildx.</exception>
    public async Task<EngineConnection?> ConnectIfRunningAsync(CancellationToken cancellationToken) =>
        _connection ??= await Locator.FindIfRunningAsync(cancellationToken);

    /// <summary>Starts the private engine again and returns whether it responds. <c>null</c>: the engine isn't private and can only be queried.</summary>
    public Func<DockerFault, CancellationToken, Task<bool>>? Returned => _connection is { Embedded: true } ? StartAgainAsync : null;

    /// <summary>Stops the private engine.</summary>
    /// <returns>True if it was running.</returns>
    public Task<bool> StopAsync(CancellationToken cancellationToken = default) => _embedded.StopAsync(cancellationToken: cancellationToken);

    private EngineLocator Locator => new(_embedded, progress: Print, versionsFile: _versionsFile);

    private async Task<bool> StartAgainAsync(DockerFault fault, CancellationToken cancellationToken)
    {
        // The engine may respond and still be blocked by a registry that hangs; only a restart ends that.
        if (!fault.MayPass)
            await _embedded.StopAsync(cancellationToken: cancellationToken);
        await _embedded.StartAsync(cancellationToken);
        return true;
    }

    private static void Print(string line) => Log.Information("{Line:l}", line);
}
