using System.Text.Json;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.Models;
using Docker.DotNet.NativeHttp;
using Microsoft.Extensions.Logging.Abstractions;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// Connects Docker.DotNet to an engine. <see cref="Api"/> has containers, disk usage, prune, events and the rest of the engine's API. Loading it takes
/// longer than all requests of an <see cref="EngineProbe"/>, so a build uses it only if needed.
/// </summary>
internal sealed class EngineClient : IDisposable
{
    private readonly TimeSpan _timeout;

    /// <summary>Prepares the connection; sends nothing.</summary>
    /// <param name="endpoint">Address of the engine.</param>
    /// <param name="timeout">Time limit of a response. <c>null</c>: 5 seconds.</param>
    /// <exception cref="NotSupportedException">
    /// The endpoint is <c>ssh://</c>, which only the docker CLI supports, or a named pipe outside Windows.
    /// </exception>
    public EngineClient(EngineEndpoint endpoint, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);

        Endpoint = endpoint;
        _timeout = timeout ?? EngineConnector.DefaultTimeout;
        // The package's own connections read no certificates, and have no timeout for unix sockets.
        var transport = new NativeHttpTransportOptions { ConfigureHandler = handler => EngineConnector.Configure(handler, endpoint, _timeout) };
        var address = EngineConnector.BaseAddressOf(endpoint);
        var options = new ClientOptions { Endpoint = address, Timeout = _timeout, AuthProvider = new Scheme(address.Scheme == Uri.UriSchemeHttps) };
        Api = new DockerClientBuilder<NativeHttpTransportOptions>(DockerHandlerFactory.Instance, transport, options, NullLogger.Instance).Build();
    }

    /// <summary>Address of the engine.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>The Docker.DotNet client. Its methods throw that library's exceptions.</summary>
    public DockerClient Api { get; }

    /// <summary>Returns the details of an image by name, name with digest, or id; <c>null</c> if the engine does not have it.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, too slow, or returns an error.</exception>
    public async Task<ImageInspectResponse?> FindImageAsync(string reference, CancellationToken cancellationToken = default)
    {
        var name = EngineFailures.Escape(reference);

        try
        {
            return await AskAsync($"images/{name}/json", token => Api.Images.InspectImageAsync(name, token), cancellationToken);
        }
        catch (EngineRequestException exception) when (exception.InnerException is DockerImageNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Checks whether the engine could pull an image: it asks the registry for the manifest and downloads nothing.
    /// Credentials are not sent, so a private image counts as one that cannot be pulled.
    /// </summary>
    /// <param name="reference">Name of the image.</param>
    /// <param name="timeout">Time limit of the registry. <c>null</c>: that of the client.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="EngineRequestException">The engine is unreachable.</exception>
    public async Task<PullCheck> CheckPullAsync(string reference, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var name = EngineFailures.Escape(reference);

        try
        {
            await AskAsync($"distribution/{name}/json", timeout ?? _timeout, token => Api.Distribution.InspectAsync(name, token), cancellationToken);
            return new PullCheck(Possible: true, Reason: null);
        }
        catch (EngineRequestException exception) when (exception.StatusCode is not null || exception.InnerException is OperationCanceledException)
        {
            return new PullCheck(Possible: false, exception.Reason) { TimedOut = exception.StatusCode is null };
        }
    }

    /// <summary>Sends requests, and converts the exceptions of the library.</summary>
    /// <param name="path">Path of the request for messages, without the leading slash.</param>
    /// <param name="ask">Sends them. The token is canceled at the time limit of the client.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="EngineRequestException">The engine is unreachable, too slow, or returns an error.</exception>
    public Task<T> AskAsync<T>(string path, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        AskAsync(path, _timeout, ask, cancellationToken);

    /// <summary>Sends requests without an answer, and converts the exceptions of the library.</summary>
    /// <inheritdoc cref="AskAsync{T}(string, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task AskAsync(string path, Func<CancellationToken, Task> ask, CancellationToken cancellationToken) => AskAsync(
        path,
        async token =>
        {
            await ask(token);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Api.Dispose();

    private async Task<T> AskAsync<T>(string path, TimeSpan timeout, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);

        try
        {
            return await ask(limit.Token) ?? throw EngineFailures.Empty(Endpoint, path);
        }
        catch (DockerApiException exception)
        {
            throw EngineFailures.Refused(Endpoint, path, exception.StatusCode, exception.ResponseBody, exception);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw EngineFailures.TimedOut(Endpoint, path, timeout, exception);
        }
        catch (HttpRequestException exception)
        {
            throw EngineFailures.Unreachable(Endpoint, path, exception);
        }
        catch (JsonException exception)
        {
            throw EngineFailures.Unreadable(Endpoint, path, exception);
        }
    }

    /// <summary>Selects http or https; the certificates are already set by <see cref="EngineConnector"/>.</summary>
    private sealed class Scheme(bool tls) : IAuthProvider
    {
        public bool TlsEnabled => tls;

        public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler) => handler;
    }
}
