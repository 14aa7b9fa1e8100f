using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Restarts an engine so that it reads its configuration again. Refuses while containers run on it.</summary>
internal static class EngineRestart
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Restarts the engine and waits until it responds, at most 60 seconds.</summary>
    /// <returns><c>null</c> on success; otherwise the reason why it was not restarted, as a clause.</returns>
    /// <exception cref="EngineRequestException">The engine did not list its containers, or does not respond after the restart.</exception>
    public static async Task<string?> RunAsync(EngineConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var engine = connection.Connect();
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
                // Still starting.
            }
        }
    }

    /// <summary>Returns the command that restarts the engine; empty if it is unknown.</summary>
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
        (1, _) => "a container is running",
        ( > 1, _) => $"{running} containers are running",
        (_, []) => connection.Embedded
            ? "the private engine writes its configuration at each start"
            : $"it is unknown how the engine at {connection.DockerHost} is started",
        _ => null,
    };
}
