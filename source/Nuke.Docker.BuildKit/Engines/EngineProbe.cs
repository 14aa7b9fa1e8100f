using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// Asks an engine over its socket for what a build needs: whether it responds, its properties, and the id of an image. A response takes milliseconds;
/// starting the docker CLI takes 0.15 s.
/// </summary>
/// <remarks>Each method throws an <see cref="EngineRequestException"/> if the engine is unreachable, too slow, or returns an error.</remarks>
public sealed class EngineProbe
{
    private readonly TimeSpan _timeout;

    /// <summary>Prepares the connection; sends nothing.</summary>
    /// <param name="endpoint">Address of the engine.</param>
    /// <param name="timeout">Time limit of a response. <c>null</c>: 5 seconds.</param>
    /// <exception cref="NotSupportedException">
    /// The endpoint is <c>ssh://</c>, which only the docker CLI supports, or a named pipe outside Windows.
    /// </exception>
    public EngineProbe(EngineEndpoint endpoint, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);

        EngineConnector.Check(endpoint);
        Endpoint = endpoint;
        _timeout = timeout ?? EngineConnector.DefaultTimeout;
    }

    /// <summary>Address of the engine.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>Checks that the engine responds. Returns its API version and its default builder from the headers; the fastest request.</summary>
    internal async Task<EnginePing> PingAsync(CancellationToken cancellationToken = default)
    {
        var response = await GetAsync("_ping", cancellationToken);
        return new EnginePing(response.Header("Api-Version"), response.Header("Builder-Version"), response.Header("OSType"));
    }

    /// <summary>Returns the version of the engine and of its API.</summary>
    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync("version", EngineJson.Default.VersionAnswer, cancellationToken)).ToVersion();

    /// <summary>Returns the engine's storage, machine and running containers.</summary>
    public async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync("info", EngineJson.Default.InfoAnswer, cancellationToken)).ToInfo();

    /// <summary>Finds an image by name, name with digest, or id. Returns <c>null</c> if the engine does not have it.</summary>
    internal async Task<EngineImage?> FindImageAsync(string reference, CancellationToken cancellationToken = default) =>
        (await FindAsync($"images/{EngineFailures.Escape(reference)}/json", EngineJson.Default.ImageAnswer, cancellationToken))?.ToImage();

    /// <summary>Returns the instructions that created an image with the sizes of their layers, the oldest first.</summary>
    internal async Task<IReadOnlyList<(string CreatedBy, long Bytes)>> ImageHistoryAsync(string reference, CancellationToken cancellationToken = default)
    {
        var history = await ReadAsync($"images/{EngineFailures.Escape(reference)}/history", EngineJson.Default.HistoryAnswerArray, cancellationToken);
        Array.Reverse(history);
        return [.. history.Select(entry => (entry.CreatedBy ?? "", entry.Size))];
    }

    /// <summary>
    /// Returns whether the engine has a network of this name. An engine started with <c>--bridge=none</c> has no <c>bridge</c>, so that builds on it
    /// need <c>--network=host</c>.
    /// </summary>
    public async Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken = default) =>
        await FindAsync($"networks/{EngineFailures.Escape(name)}", EngineJson.Default.NetworkAnswer, cancellationToken) is not null;

    /// <summary>
    /// Returns the digest that a registry has for a reference. Returns <c>null</c> if the registry does not have it, does not respond, or denies access.
    /// </summary>
    /// <param name="reference">The reference.</param>
    /// <param name="credentials">The value of the header <c>X-Registry-Auth</c>; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    internal async Task<string?> FindRemoteDigestAsync(string reference, string? credentials = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var path = $"distribution/{EngineFailures.Escape(reference)}/json";
            var answer = await ReadAsync(path, EngineJson.Default.DistributionAnswer, cancellationToken, credentials);
            return answer.Descriptor?.Digest;
        }
        catch (EngineRequestException)
        {
            return null;
        }
    }

    /// <summary>Returns the records of the build cache.</summary>
    internal async Task<IReadOnlyList<EngineCacheRecord>> BuildCacheAsync(CancellationToken cancellationToken = default)
    {
        var answer = await ReadAsync("system/df?type=build-cache", EngineJson.Default.DiskUsageAnswer, cancellationToken);
        return [.. (answer.BuildCache ?? []).Select(record => record.ToRecord())];
    }

    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ReadAsync(path, type, cancellationToken);
        }
        catch (EngineRequestException exception) when (exception.StatusCode == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken, string? credentials = null)
    {
        var response = await GetAsync(path, cancellationToken, credentials);

        try
        {
            return JsonSerializer.Deserialize(response.Body.Span, type) ?? throw EngineFailures.Empty(Endpoint, path);
        }
        catch (JsonException exception)
        {
            throw EngineFailures.Unreadable(Endpoint, path, exception);
        }
    }

    private async Task<EngineResponse> GetAsync(string path, CancellationToken cancellationToken, string? credentials = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);

        try
        {
            var header = credentials is null ? null : $"X-Registry-Auth: {credentials}";
            var response = await EngineExchange.GetAsync(Endpoint, path, header, limit.Token);
            return response.Succeeded ? response : throw EngineFailures.Refused(Endpoint, path, response.Status, response.Text);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFailures.TimedOut(Endpoint, path, _timeout, exception);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            throw EngineFailures.Unreachable(Endpoint, path, exception);
        }
    }
}
