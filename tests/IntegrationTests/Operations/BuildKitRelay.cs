using System.Net.Sockets;
using System.Text;

namespace IntegrationTests.Operations;

/// <summary>
/// A socket on which the BuildKit inside an engine responds as a remote BuildKit does: it relays each connection to the engine, which speaks BuildKit's
/// protocol after a request to <c>/grpc</c>.
/// </summary>
internal sealed class BuildKitRelay : IDisposable
{
    private const string Request = "POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _engine;

    /// <param name="path">Path of the new socket.</param>
    /// <param name="engine">Path of the engine's socket.</param>
    public BuildKitRelay(string path, string engine)
    {
        _engine = engine;
        Endpoint = $"unix://{path}";
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = ServeAsync();
    }

    /// <summary>Endpoint for the driver <c>remote</c>.</summary>
    public string Endpoint { get; }

    public void Dispose() => _listener.Dispose();

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

    private async Task RelayAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(_engine));
                await engine.SendAsync(Encoding.ASCII.GetBytes(Request));
                var head = new StringBuilder();
                var one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await engine.ReceiveAsync(one) == 1)
                    head.Append((char)one[0]);
                await Task.WhenAny(CopyAsync(client, engine), CopyAsync(engine, client));
            }
            catch (SocketException)
            {
                // The engine is down: the client sees a closed connection.
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer) is var count and > 0)
        {
            for (var sent = 0; sent < count;)
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
        }
    }
}
