using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Restarts an engine, so that it reads its configuration again. Never while containers run on it.</summary>
public static class EngineRestart
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Restarts the engine and waits until it answers again.</summary>
    /// <returns>Null when it does; else why it wasn't restarted, as a clause.</returns>
    /// <exception cref="EngineRequestException">It didn't say what runs on it, or doesn't answer any more.</exception>
    public static async Task<string?> RunAsync(EngineConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var engine = connection.Connect();
        var command = Command(connection, EnvironmentReading.OfThisProcess());
        if (Refusal((await engine.InfoAsync(cancellationToken)).RunningContainers, command, connection) is { } refusal)
            return refusal;
        var result = await HostCommand.RunAsync(command[0], command[1..], cancellationToken);
        if (!result.Succeeded)
            return $"{string.Join(' ', command)} failed: {result.Tail().Trim()}";

        for (var end = DateTime.UtcNow + s_patience; ; await Task.Delay(s_pause, cancellationToken))
        {
            try
            {
                await engine.PingAsync(cancellationToken);
                return null;
            }
            catch (EngineRequestException) when (DateTime.UtcNow < end)
            {
                // Still on its way.
            }
        }
    }

    /// <summary>The command that restarts the engine; empty where only its owner knows one.</summary>
    internal static string[] Command(EngineConnection connection, IReadOnlyDictionary<string, string> environment)
    {
        if (connection.Endpoint.Kind != EngineEndpointKind.UnixSocket)
            return [];
        var socket = connection.Endpoint.Address;
        if (socket is "/var/run/docker.sock" or "/run/docker.sock")
            return ["systemctl", "restart", "docker"];
        return environment.Read("XDG_RUNTIME_DIR") is { } run && socket == Path.Combine(run, "docker.sock") ? ["systemctl", "--user", "restart", "docker"] : [];
    }

    internal static string? Refusal(int running, string[] command, EngineConnection connection) => (running, command) switch
    {
        (1, _) => "a container runs on it",
        ( > 1, _) => $"{running} containers run on it",
        (_, []) => connection.Embedded
            ? "the private engine writes its configuration anew at each start"
            : $"only its owner knows how the engine at {connection.DockerHost} is started",
        _ => null,
    };
}
