using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Finds the engine to build with: a daemon that responds, otherwise a private one.</summary>
/// <param name="embedded">The private engine for machines without one.</param>
/// <param name="environment">Environment variables; <c>null</c>: those of this process.</param>
/// <param name="progress">Called with one line per slow operation; <c>null</c>: not reported.</param>
/// <param name="versionsFile">File that caches the versions of the tools; <c>null</c>: they are cached for this locator only.</param>
public sealed partial class EngineLocator(
    EmbeddedEngine embedded,
    IReadOnlyDictionary<string, string>? environment = null,
    Action<string>? progress = null,
    string? versionsFile = null)
{
    // A connection over ssh takes seconds; one that asks for a password never ends.
    private static readonly TimeSpan s_sshTimeout = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyDictionary<string, string> _environment = environment ?? EnvironmentReading.OfThisProcess();
    private readonly Action<string> _progress = progress ?? (_ => { });
    private readonly ToolVersionsReader _versions = new(versionsFile);

    /// <summary>Time limit for the response of a daemon. Default: 5 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Finds the engine to build with; starts the private one if no daemon responds and this machine can run it.</summary>
    /// <exception cref="EngineNotFoundException">No daemon responds and none can be started, or there is no docker CLI with buildx.</exception>
    /// <exception cref="DockerException">The private engine did not start (<see cref="DockerFaultKind.EngineUnavailable"/>).</exception>
    public async Task<EngineConnection> FindAsync(CancellationToken cancellationToken = default)
    {
        var connection = await FindConnectionAsync(cancellationToken);
        var variables = connection.ProcessEnvironment().ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        return connection with { Versions = _versions.Known(variables), VersionsReader = _versions };
    }

    /// <summary>Finds the engine if a daemon responds or the private engine runs, otherwise returns <c>null</c>. Starts nothing.</summary>
    /// <inheritdoc cref="FindRunningAsync"/>
    internal async Task<EngineConnection?> FindIfRunningAsync(CancellationToken cancellationToken = default) =>
        await FindRunningAsync(cancellationToken) is null ? null : await FindAsync(cancellationToken);

    private async Task<EngineConnection> FindConnectionAsync(CancellationToken cancellationToken)
    {
        var tried = new List<string>();

        if (await FindDaemonAsync(tried, cancellationToken) is { } endpoint)
            return await ConnectAsync(endpoint, tried, cancellationToken);

        if (await embedded.FindRunningAsync(cancellationToken) is { } running)
            return running;

        if (EmbeddedEngine.UnsupportedReason() is { } reason)
            throw new EngineNotFoundException([.. tried, reason], InstallAdvice.ForThisMachine());

        _progress("No docker daemon responds; using a private one.");
        return await embedded.StartAsync(cancellationToken);
    }

    /// <summary>Returns the endpoint of a daemon that responds, or of the private engine if it runs, otherwise <c>null</c>. Starts nothing.</summary>
    /// <exception cref="EngineNotFoundException">An environment variable names an invalid address, or a daemon that does not respond.</exception>
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

        // A daemon named by the user is not replaced, except by the private engine if the name is its own: a stopped one is started again.
        if (endpoints is [{ Explicit: true } named] && named.Host != embedded.Host)
            throw new EngineNotFoundException(tried, $"Start that daemon, or unset {named.Source.Split(',')[0]} to use another one.");

        return null;
    }

    // File.Exists is false also below a folder that the user may not enter.
    private static bool IsForbidden(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<string?> WhySilentAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        switch (endpoint.Kind)
        {
            case EngineEndpointKind.UnixSocket when !File.Exists(endpoint.Address):
                return IsForbidden(endpoint.Address) ? "permission denied" : "the socket does not exist";

            case EngineEndpointKind.NamedPipe when OperatingSystem.IsWindows() && !File.Exists($@"\\.\pipe\{endpoint.Address}"):
                return "the pipe does not exist";

            case EngineEndpointKind.Ssh:
                return await AskByCliAsync(endpoint, cancellationToken);
        }

        try
        {
            var engine = new EngineProbe(endpoint, Timeout);
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

    /// <summary>Asks over ssh, which only the CLI supports.</summary>
    private async Task<string?> AskByCliAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (HostCommand.Find("docker", _environment) is not { } docker)
            return "an ssh:// address needs a docker CLI, and none is on PATH";

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_sshTimeout);

        try
        {
            var result = await HostCommand.RunAsync(docker, ["--host", endpoint.Host, "version", "--format", "{{.Server.Version}}"], limit.Token);
            return result.Succeeded ? null : result.Tail(1);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no response within {s_sshTimeout.TotalSeconds:0} s";
        }
    }
}
