using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SealedInputs.Internal;

/// <summary>
/// Serves files over HTTP on the loopback interface. It starts within a millisecond, since each build of this repository starts one that it rarely needs.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int LongestHead = 16 * 1024;
    private const int SlowPart = 1 << 20;

    private readonly TcpListener _listener;
    private readonly Func<string, LoopbackFile?> _find;
    private readonly Task _serving;

    private LoopbackServer(TcpListener listener, Func<string, LoopbackFile?> find)
    {
        (_listener, _find) = (listener, find);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The speed of each response in bytes per second; <c>null</c>: that of this machine.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>Starts a server.</summary>
    /// <param name="port">The port; if it is in use, another one is taken.</param>
    /// <param name="find">Returns the file for a path, which is still percent-encoded; <c>null</c>: there is none.</param>
    public static LoopbackServer Start(int port, Func<string, LoopbackFile?> find)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException) when (port != 0)
        {
            listener.Dispose();
            listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
        }

        return new LoopbackServer(listener, find);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadHeadAsync(stream) is not [var first, ..] || first.Split(' ') is not [var method, var target, ..])
                    return;
                await WriteAsync(stream, method, _find(target.Split('?')[0]));
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The client closed the connection.
            }
        }
    }

    private static async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
        {
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
                return Encoding.ASCII.GetString(buffer, 0, end).Split("\r\n");
        }

        return [];
    }

    private async Task WriteAsync(NetworkStream stream, string method, LoopbackFile? file)
    {
        var body = file?.Read() ?? [];
        // As on PyPI: files never change, pages do. pip caches no response without a date.
        var head = string.Create(CultureInfo.InvariantCulture,
            $"""
            HTTP/1.1 {(file is null ? "404 Not Found" : "200 OK")}
            Date: {DateTimeOffset.UtcNow:R}
            Content-Type: {file?.Type ?? "text/plain"}
            Content-Length: {body.Length}
            Cache-Control: {(file is { Changes: false } ? "max-age=365000000, immutable, public" : "no-cache")}
            Connection: close


            """).ReplaceLineEndings("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        if (method == "HEAD")
            return;
        // Before the last byte, after which the client may end.
        file?.Sending?.Invoke();
        await SendAsync(stream, body);
    }

    private async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> body)
    {
        if (BytesPerSecond is not { } speed)
        {
            await stream.WriteAsync(body);
            return;
        }

        var watch = Stopwatch.StartNew();
        for (var sent = 0; sent < body.Length;)
        {
            var part = Math.Min(SlowPart, body.Length - sent);
            await stream.WriteAsync(body.Slice(sent, part));
            sent += part;
            if (TimeSpan.FromSeconds((double)sent / speed) - watch.Elapsed is var ahead && ahead > TimeSpan.Zero)
                await Task.Delay(ahead);
        }
    }
}

/// <summary>A file of a <see cref="LoopbackServer" />.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Changes">True if it may have other content later.</param>
/// <param name="Read">Returns the content.</param>
/// <param name="Sending">Called before the content is sent; <c>null</c>: nothing is called.</param>
internal sealed record LoopbackFile(string Type, bool Changes, Func<byte[]> Read, Action? Sending = null);
