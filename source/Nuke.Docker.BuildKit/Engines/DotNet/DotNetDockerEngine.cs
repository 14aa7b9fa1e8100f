using Docker.DotNet;
using Newtonsoft.Json;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Engines.DotNet.Internal;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines.DotNet;

/// <summary>Asks the daemon through Docker.DotNet. Compiled where that package can be restored.</summary>
public sealed class DotNetDockerEngine : IDockerEngine
{
    private readonly EngineTransport _transport;
    private readonly DockerClientConfiguration _configuration;
    private readonly DockerClient _client;
    private readonly TimeSpan _timeout;

    /// <param name="timeout">How long one answer may take; null: 5 seconds.</param>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>, which only the docker CLI can speak to, or a pipe on another platform than Windows.</exception>
    public DotNetDockerEngine(EngineEndpoint endpoint, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);

        Endpoint = endpoint;
        _timeout = timeout ?? EngineRequests.DefaultTimeout;
        _transport = new EngineTransport(endpoint, _timeout);
        _configuration = new DockerClientConfiguration(EngineConnector.BaseAddressOf(endpoint), _transport, _timeout);
        _client = _configuration.CreateClient();
    }

    public EngineEndpoint Endpoint { get; }

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken = default) => AskAsync("_ping", AskPingAsync, cancellationToken);

    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default)
    {
        var answer = await AskAsync("version", _client.System.GetVersionAsync, cancellationToken);

        return new EngineVersion(
            answer.Version ?? "",
            answer.APIVersion ?? "",
            answer.MinAPIVersion,
            answer.Os ?? "",
            answer.Arch ?? "",
            answer.KernelVersion);
    }

    public async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default)
    {
        var answer = await AskAsync("info", _client.System.GetSystemInfoAsync, cancellationToken);

        return new EngineInfo(
            answer.ServerVersion ?? "",
            answer.Driver ?? "",
            answer.DriverStatus?.Any(_ => _ is ["driver-type", "io.containerd.snapshotter.v1"]) ?? false,
            answer.CgroupDriver,
            answer.CgroupVersion,
            answer.DockerRootDir ?? "",
            answer.OperatingSystem ?? "",
            answer.OSType ?? "",
            answer.Architecture ?? "",
            (int)answer.NCPU,
            answer.MemTotal)
        {
            RunningContainers = (int)answer.ContainersRunning,
        };
    }

    public async Task<EngineImage?> InspectImageAsync(string reference, CancellationToken cancellationToken = default)
    {
        var name = EngineRequests.Escape(reference);
        var image = await FindAsync($"images/{name}/json", token => _client.Images.InspectImageAsync(name, token), cancellationToken);

        return image is null
            ? null
            : new EngineImage(
                image.ID ?? "",
                [.. image.RepoTags?.OfType<string>() ?? []],
                [.. image.RepoDigests?.OfType<string>() ?? []],
                image.Created == default ? null : new DateTimeOffset(image.Created),
                image.Os,
                image.Architecture,
                image.Size,
                image.Config?.User is { Length: > 0 } user ? user : null,
                [.. image.Config?.Env ?? []],
                [.. image.Config?.Entrypoint ?? []],
                [.. image.Config?.Cmd ?? []],
                image.Config?.WorkingDir is { Length: > 0 } directory ? directory : null,
                image.Config?.Labels is { } labels ? new Dictionary<string, string>(labels) : []);
    }

    public async Task<PullCheck> CheckPullAsync(string reference, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        // Docker.DotNet has no call for the daemon's /distribution.
        using var engine = new SocketDockerEngine(Endpoint, _timeout);
        return await engine.CheckPullAsync(reference, timeout, cancellationToken);
    }

    public async Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken = default)
    {
        var escaped = EngineRequests.Escape(name);

        return await FindAsync($"networks/{escaped}", token => _client.Networks.InspectNetworkAsync(escaped, token), cancellationToken) is not null;
    }

    public void Dispose()
    {
        _client.Dispose();
        _configuration.Dispose();
        _transport.Dispose();
    }

    private async Task<EnginePing> AskPingAsync(CancellationToken cancellationToken)
    {
        // The package's call hands out nothing; what a ping says stands in the headers.
        await _client.System.PingAsync(cancellationToken);
        return _transport.LastPing!;
    }

    /// <summary>The answer, or null where the daemon has nothing of that name.</summary>
    private async Task<T?> FindAsync<T>(string path, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync(path, ask, cancellationToken);
        }
        catch (EngineRequestException exception) when (exception.StatusCode == 404)
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(string path, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask(cancellationToken) ?? throw EngineRequests.Empty(Endpoint, path);
        }
        catch (DockerApiException exception)
        {
            using var answer = new HttpResponseMessage(exception.StatusCode);
            throw EngineRequests.Refused(Endpoint, path, (int)exception.StatusCode, answer.ReasonPhrase, exception.ResponseBody);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineRequests.TimedOut(Endpoint, path, _timeout, exception);
        }
        catch (HttpRequestException exception)
        {
            throw EngineRequests.Unreachable(Endpoint, path, exception);
        }
        catch (JsonException exception)
        {
            throw EngineRequests.Unreadable(Endpoint, path, exception);
        }
    }
}
