using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The engine of one build, looked for once.</summary>
internal sealed class EngineSession
{
    private static readonly ConditionalWeakTable<IHazDockerEngine, EngineSession> s_sessions = [];

    private readonly EmbeddedEngine _embedded;
    private readonly string _versionsFile;
    private EngineConnection? _connection;

    private EngineSession(IHazDockerEngine build)
    {
        _embedded = new EmbeddedEngine(build.DockerEngineDirectory, progress: Say);
        _versionsFile = HostDefaults.VersionsFile(build);
    }

    public static EngineSession Of(IHazDockerEngine build) => s_sessions.GetValue(build, key => new EngineSession(key));

    public async Task<EngineConnection> ConnectAsync(CancellationToken cancellationToken = default) =>
        _connection ??= await new EngineLocator(_embedded, progress: Say, versionsFile: _versionsFile).FindAsync(cancellationToken);

    /// <summary>What waits until the engine answers again; <c>null</c> where it isn't ours and can only be asked.</summary>
    public Func<DockerFault, CancellationToken, Task<bool>>? Returned => _connection is { Embedded: true } ? StartAgainAsync : null;

    public async Task<bool> StopAsync(CancellationToken cancellationToken = default)
    {
        _connection = null;
        return await _embedded.StopAsync(cancellationToken: cancellationToken);
    }

    private async Task<bool> StartAgainAsync(DockerFault fault, CancellationToken cancellationToken)
    {
        // It may answer and yet do nothing, held up by a registry that hangs: only its end frees it.
        if (!fault.MayPass)
            await _embedded.StopAsync(cancellationToken: cancellationToken);
        await _embedded.StartAsync(cancellationToken);
        return true;
    }

    private static void Say(string line) => Log.Information("{Line:l}", line);
}
