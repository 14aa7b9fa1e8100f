using Docker.DotNet;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines.DotNet.Internal;

/// <summary>
/// Puts our own connections under Docker.DotNet's requests. Its own ones know TLS only through one more package, wait on a unix
/// socket without a timeout, and cannot be asked for an answer's headers, which are all that a ping says.
/// </summary>
internal sealed class EngineTransport(EngineEndpoint endpoint, TimeSpan timeout) : Credentials
{
    private readonly SocketsHttpHandler _connections = EngineConnector.HandlerFor(endpoint, timeout);

    /// <summary>What the headers of the last answer to a ping said; null before the first.</summary>
    public EnginePing? LastPing { get; private set; }

    public override bool IsTlsCredentials() => EngineConnector.BaseAddressOf(endpoint).Scheme == Uri.UriSchemeHttps;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        innerHandler?.Dispose();
        return new Listener(this);
    }

    public override void Dispose()
    {
        _connections.Dispose();
        base.Dispose();
    }

    private sealed class Listener(EngineTransport transport) : DelegatingHandler(transport._connections)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);

            if (request.RequestUri?.AbsolutePath == "/_ping")
            {
                transport.LastPing = new EnginePing(Header(answer, "Api-Version"), Header(answer, "Builder-Version"), Header(answer, "OSType"));
            }

            return answer;
        }

        private static string? Header(HttpResponseMessage answer, string name) =>
            answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
    }
}
