using System.Net.Sockets;
using System.Text;
using TestSupport;

namespace DockerTestSupport;

/// <summary>Responds to requests on a unix socket, or never.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> _connections = [];

    /// <param name="answer">The response to each request; <c>null</c>: none.</param>
    public FakeDaemon(string? answer)
        : this(_ => answer)
    {
    }

    /// <param name="answer">The response to a request, by its method and path; <c>null</c>: none.</param>
    public FakeDaemon(Func<string, string?> answer)
    {
        var path = Path.Combine(_directory.Path, "d.sock");
        Host = $"unix://{path}";
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen();
        _ = ServeAsync(answer);
    }

    public string Host { get; }

    /// <summary>Method and path of the last request.</summary>
    public string Request { get; private set; } = "";

    // The connection ends with the response. Without this header, a client may use it once more.
    public static string Json(int status, string body, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public void Dispose()
    {
        _socket.Dispose();
        _connections.ForEach(_ => _.Dispose());
        _directory.Dispose();
    }

    private async Task ServeAsync(Func<string, string?> answer)
    {
        try
        {
            while (true)
            {
                var connection = await _socket.AcceptAsync();
                _connections.Add(connection);
                var buffer = new byte[4096];
                var length = await connection.ReceiveAsync(buffer);
                var line = Encoding.UTF8.GetString(buffer, 0, length).Split("\r\n")[0];
                Request = line[..line.LastIndexOf(' ')];

                if (answer(Request) is { } bytes)
                {
                    await connection.SendAsync(Encoding.UTF8.GetBytes(bytes));
                    connection.Dispose();
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
