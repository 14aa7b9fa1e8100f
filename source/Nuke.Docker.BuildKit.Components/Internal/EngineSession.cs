using System.Runtime.CompilerServices;
using Nuke.Docker.BuildKit.Engines;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The engine of one build, looked for once.</summary>
internal sealed class EngineSession
{
    private static readonly ConditionalWeakTable<IHazDockerEngine, EngineSession> s_sessions = [];

    private readonly EmbeddedEngine _embedded;
    private EngineConnection? _connection;

    private EngineSession(IHazDockerEngine build) => _embedded = new EmbeddedEngine(build.DockerEngineDirectory, progress: Say);

    public static EngineSession Of(IHazDockerEngine build) => s_sessions.GetValue(build, key => new EngineSession(key));

    public async Task<EngineConnection> ConnectAsync(CancellationToken cancellationToken = default) =>
        _connection ??= await new EngineLocator(_embedded, progress: Say).FindAsync(cancellationToken);

    public async Task<bool> StopAsync(CancellationToken cancellationToken = default)
    {
        _connection = null;
        return await _embedded.StopAsync(cancellationToken: cancellationToken);
    }

    private static void Say(string line) => Log.Information("{Line:l}", line);
}
