using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Speaks the daemon's HTTP API over a unix socket, a named pipe or TCP, with nothing but the framework.</summary>
public sealed class SocketDockerEngine : IDockerEngine
{
    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;

    /// <param name="timeout">How long one answer may take; null: 5 seconds.</param>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>, which only the docker CLI can speak to, or a pipe on another platform than Windows.</exception>
    public SocketDockerEngine(EngineEndpoint endpoint, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);

        Endpoint = endpoint;
        _timeout = timeout ?? EngineRequests.DefaultTimeout;
        _client = new HttpClient(EngineConnector.HandlerFor(endpoint, _timeout))
        {
            BaseAddress = EngineConnector.BaseAddressOf(endpoint),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public EngineEndpoint Endpoint { get; }

    public async Task<EnginePing> PingAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await SendAsync("_ping", _timeout, cancellationToken);
        await ThrowOnErrorAsync(answer, "_ping", cancellationToken);

        return new EnginePing(Header(answer, "Api-Version"), Header(answer, "Builder-Version"), Header(answer, "OSType"));
    }

    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default)
    {
        var answer = await GetAsync("version", EngineJson.Default.VersionAnswer, cancellationToken);

        return new EngineVersion(
            answer.Version ?? "",
            answer.ApiVersion ?? "",
            answer.MinAPIVersion,
            answer.Os ?? "",
            answer.Arch ?? "",
            answer.KernelVersion);
    }

    public async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default)
    {
        var answer = await GetAsync("info", EngineJson.Default.InfoAnswer, cancellationToken);

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
            answer.ProcessorCount,
            answer.MemTotal)
        {
            RunningContainers = answer.ContainersRunning,
        };
    }

    public async Task<EngineImage?> InspectImageAsync(string reference, CancellationToken cancellationToken = default)
    {
        var path = $"images/{EngineRequests.Escape(reference)}/json";
        using var answer = await SendAsync(path, _timeout, cancellationToken);

        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;

        await ThrowOnErrorAsync(answer, path, cancellationToken);
        var image = await ReadAsync(answer, path, EngineJson.Default.ImageAnswer, cancellationToken);

        return new EngineImage(
            image.Id ?? "",
            [.. image.RepoTags?.OfType<string>() ?? []],
            [.. image.RepoDigests?.OfType<string>() ?? []],
            image.Created is { Year: > 1 } created ? created : null,
            image.Os,
            image.Architecture,
            image.Size,
            image.Config?.User is { Length: > 0 } user ? user : null,
            image.Config?.Env ?? [],
            image.Config?.Entrypoint ?? [],
            image.Config?.Cmd ?? [],
            image.Config?.WorkingDir is { Length: > 0 } directory ? directory : null,
            image.Config?.Labels ?? []);
    }

    public async Task<PullCheck> CheckPullAsync(string reference, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var path = $"distribution/{EngineRequests.Escape(reference)}/json";

        try
        {
            using var answer = await SendAsync(path, timeout, cancellationToken);
            await ThrowOnErrorAsync(answer, path, cancellationToken);
            return new PullCheck(Possible: true, Reason: null);
        }
        catch (EngineRequestException exception) when (exception.StatusCode is not null || exception.InnerException is OperationCanceledException)
        {
            return new PullCheck(Possible: false, exception.Reason) { TimedOut = exception.StatusCode is null };
        }
    }

    public async Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken = default)
    {
        var path = $"networks/{EngineRequests.Escape(name)}";
        using var answer = await SendAsync(path, _timeout, cancellationToken);

        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return false;

        await ThrowOnErrorAsync(answer, path, cancellationToken);
        return true;
    }

    public void Dispose() => _client.Dispose();

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(path, _timeout, cancellationToken);
        await ThrowOnErrorAsync(answer, path, cancellationToken);
        return await ReadAsync(answer, path, type, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);

        try
        {
            return await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseContentRead, limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineRequests.TimedOut(Endpoint, path, timeout, exception);
        }
        catch (HttpRequestException exception)
        {
            throw EngineRequests.Unreachable(Endpoint, path, exception);
        }
    }

    private async Task ThrowOnErrorAsync(HttpResponseMessage answer, string path, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;

        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        throw EngineRequests.Refused(Endpoint, path, (int)answer.StatusCode, answer.ReasonPhrase, body);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);

        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw EngineRequests.Empty(Endpoint, path);
        }
        catch (JsonException exception)
        {
            throw EngineRequests.Unreadable(Endpoint, path, exception);
        }
    }
}
