using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Finds the engine to build with: a daemon that answers, else an embedded one.</summary>
/// <param name="embedded">The engine for machines that have none.</param>
/// <param name="environment">Null: the variables of this process.</param>
/// <param name="progress">Receives one line for each thing that takes time; null: nobody is told.</param>
/// <param name="versionsFile">Keeps what docker answered about its buildx, see <see cref="ToolVersionsReader"/>; null: it isn't kept.</param>
public sealed partial class EngineLocator(
    EmbeddedEngine embedded,
    IReadOnlyDictionary<string, string>? environment = null,
    Action<string>? progress = null,
    string? versionsFile = null)
{
    // A connection over ssh takes seconds; one that asks for a password takes for ever.
    private static readonly TimeSpan s_sshTimeout = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyDictionary<string, string> _environment = environment ?? EnvironmentReading.OfThisProcess();
    private readonly Action<string> _progress = progress ?? (_ => { });

    /// <summary>How long one daemon may take to answer. Default: 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The engine to build with; starts the embedded one if no daemon answers and this machine can run it.</summary>
    /// <exception cref="EngineNotFoundException">No daemon answers and none can be started, or there is no docker CLI with buildx.</exception>
    /// <exception cref="DockerException">The embedded engine did not start (<see cref="DockerFaultKind.EngineUnavailable"/>).</exception>
    public async Task<EngineConnection> FindAsync(CancellationToken cancellationToken = default)
    {
        var connection = await FindConnectionAsync(cancellationToken);
        var variables = connection.ProcessEnvironment().ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        return connection with { Versions = new ToolVersionsReader(versionsFile).Known(variables) };
    }

    private async Task<EngineConnection> FindConnectionAsync(CancellationToken cancellationToken)
    {
        var tried = new List<string>();

        if (await FindDaemonAsync(tried, cancellationToken) is { } endpoint)
            return await ConnectAsync(endpoint, tried, cancellationToken);

        if (await embedded.FindRunningAsync(cancellationToken) is { } running)
            return running;

        if (EmbeddedEngine.UnsupportedReason() is { } reason)
            throw new EngineNotFoundException([.. tried, reason], InstallAdvice.ForThisMachine());

        _progress("No docker daemon answers here; using a private one.");
        return await embedded.StartAsync(cancellationToken);
    }

    /// <summary>A daemon that is there without our doing, or the embedded one if it runs; null where there is neither. Starts nothing.</summary>
    public async Task<EngineEndpoint?> FindRunningAsync(CancellationToken cancellationToken = default) =>
        await FindDaemonAsync([], cancellationToken) ?? (await embedded.FindRunningAsync(cancellationToken))?.Endpoint;

    private async Task<EngineEndpoint?> FindDaemonAsync(List<string> tried, CancellationToken cancellationToken)
    {
        IReadOnlyList<EngineEndpoint> endpoints;

        try
        {
            endpoints = EngineEndpoint.Discover(_environment);
        }
        catch (FormatException exception)
        {
            throw new EngineNotFoundException([exception.Message], "Correct or unset the variable.", exception);
        }

        foreach (var endpoint in endpoints)
        {
            if (await WhySilentAsync(endpoint, cancellationToken) is not { } reason)
                return endpoint;

            tried.Add($"{endpoint}: {reason}");
        }

        // Who names a daemon wants that one. Its own shell lines name the embedded engine; a stopped one is simply started again.
        if (endpoints is [{ Explicit: true } named] && named.Host != embedded.Host)
            throw new EngineNotFoundException(tried, $"Start that daemon, or unset {named.Source.Split(',')[0]} so that another may be used.");

        return null;
    }

    private async Task<string?> WhySilentAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        switch (endpoint.Kind)
        {
            case EngineEndpointKind.UnixSocket when !File.Exists(endpoint.Address):
                return "there is no such socket";

            case EngineEndpointKind.NamedPipe when OperatingSystem.IsWindows() && !File.Exists($@"\\.\pipe\{endpoint.Address}"):
                return "there is no such pipe";

            case EngineEndpointKind.Ssh:
                return await AskByCliAsync(endpoint, cancellationToken);
        }

        try
        {
            using var engine = new EngineProbe(endpoint, Timeout);
            await engine.PingAsync(cancellationToken);
            return null;
        }
        catch (EngineRequestException exception)
        {
            return exception.Reason;
        }
        catch (NotSupportedException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Over ssh only the CLI can ask, as it is the one that starts ssh.</summary>
    private async Task<string?> AskByCliAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (HostCommand.Find("docker", _environment) is not { } docker)
            return "an ssh:// address needs a docker CLI, and PATH has none";

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_sshTimeout);

        try
        {
            var result = await HostCommand.RunAsync(docker, ["--host", endpoint.Host, "version", "--format", "{{.Server.Version}}"], limit.Token);
            return result.Succeeded ? null : result.Tail(1);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {s_sshTimeout.TotalSeconds:0} s";
        }
    }
}
