using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace IntegrationTests.Operations;

/// <summary>
/// An endpoint at which the BuildKit inside an engine responds as a remote BuildKit does: it relays each connection to the engine, which speaks BuildKit's
/// protocol after a request to <c>/grpc</c>.
/// </summary>
internal sealed class BuildKitRelay : IDisposable
{
    private const string Request = "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    private readonly Socket _listener;
    private readonly string _engine;
    private readonly SslServerAuthenticationOptions? _tls;

    /// <summary>Listens at a new socket.</summary>
    /// <param name="path">Path of the socket.</param>
    /// <param name="engine">Path of the engine's socket.</param>
    public BuildKitRelay(string path, string engine)
    {
        (_engine, Endpoint) = (engine, $"unix://{path}");
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Listen(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>Listens at a free port of the loopback interface.</summary>
    /// <param name="engine">Path of the engine's socket.</param>
    /// <param name="tls">The certificates. <c>null</c>: no TLS.</param>
    public BuildKitRelay(string engine, SslServerAuthenticationOptions? tls)
    {
        (_engine, _tls) = (engine, tls);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Listen(new IPEndPoint(IPAddress.Loopback, 0));
        Endpoint = $"tcp://{_listener.LocalEndPoint}";
    }

    /// <summary>Endpoint for the driver <c>remote</c>.</summary>
    public string Endpoint { get; }

    public void Dispose() => _listener.Dispose();

    private void Listen(EndPoint place)
    {
        _listener.Bind(place);
        _listener.Listen();
        _ = ServeAsync();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket accepted)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await using var client = await ClientAsync(accepted);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine));
            await using var engine = new NetworkStream(socket);
            await engine.WriteAsync(Encoding.ASCII.GetBytes(Request));
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await engine.ReadAsync(one) == 1)
                head.Append((char)one[0]);
            await Task.WhenAny(client.CopyToAsync(engine), engine.CopyToAsync(client));
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            // The engine is down, or the client has no certificate: it sees a closed connection.
        }
    }

    private async Task<Stream> ClientAsync(Socket accepted)
    {
        var plain = new NetworkStream(accepted, ownsSocket: true);
        if (_tls is null)
            return plain;
        var stream = new SslStream(plain);
        await stream.AuthenticateAsServerAsync(_tls);
        return stream;
    }
}
