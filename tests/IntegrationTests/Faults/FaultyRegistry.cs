using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationTests.Faults;

/// <summary>A proxy of a real registry with a configured fault. One connection serves one request.</summary>
internal sealed class FaultyRegistry : IAsyncDisposable
{
    // Manifests and BuildKit's records are smaller.
    private const int LayerBytes = 50_000;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _upstream;
    private int _hits;

    /// <param name="upstream">The real registry: <c>127.0.0.1:port</c>.</param>
    public FaultyRegistry(string upstream)
    {
        _upstream = upstream;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public RegistryFault Fault { get; set; }

    /// <summary>Requests with the fault: all whose first line contains one of these texts.</summary>
    public IReadOnlyList<string> On { get; set; } = [""];

    /// <summary>Chooses the fault of each request by its first line, instead of <see cref="Fault"/> and <see cref="On"/>; <c>null</c>: they decide.</summary>
    public Func<string, RegistryFault>? Choose { get; set; }

    /// <summary>The first lines of requests and of the responses of the real registry to them, whether they reached the client or not.</summary>
    public ConcurrentQueue<(string Request, string Response)> Answers { get; } = new();

    /// <summary>The HTTP status of a refusal.</summary>
    public int Status { get; set; } = 500;

    /// <summary>Number of requests that met the fault.</summary>
    public int Hits => _hits;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var (head, rest) = await ReadHeadAsync(stream);
                if (head is not null)
                    await AnswerAsync(client, stream, head, rest);
                else
                    await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client closed the connection.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, NetworkStream stream, string head, byte[] rest)
    {
        var line = head.Split('\r')[0];
        var fault = Choose?.Invoke(line) ?? (On.Any(line.Contains) ? Fault : RegistryFault.None);
        if (fault is not (RegistryFault.None or RegistryFault.HangInLayer))
            Interlocked.Increment(ref _hits);
        switch (fault)
        {
            case RegistryFault.Refuse:
                const string body = """{"errors":[{"code":"DENIED","message":"told so by the test"}]}""";
                var answer = $"HTTP/1.1 {Status} Told So\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
                var isHead = head.StartsWith("HEAD", StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(isHead ? answer : answer + body), _stop.Token);
                return;
            case RegistryFault.Hang:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return;
            case RegistryFault.CutUpload:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
        }

        using var registry = new TcpClient();
        await registry.ConnectAsync(IPEndPoint.Parse(_upstream), _stop.Token);
        var upstream = registry.GetStream();
        await upstream.WriteAsync(Encoding.ASCII.GetBytes(head.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)), _stop.Token);
        await upstream.WriteAsync(rest, _stop.Token);
        var upload = PumpAsync(stream, upstream);
        await AnswerFromAsync(upstream, stream, fault, line);
        if (fault == RegistryFault.CutAnswer)
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
        await upload;
    }

    private async Task AnswerFromAsync(NetworkStream upstream, NetworkStream stream, RegistryFault fault, string line)
    {
        var (head, rest) = await ReadHeadAsync(upstream);
        if (head is null)
            return;
        Answers.Enqueue((line, head.Split('\r')[0]));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        using var body = new MemoryStream();
        await body.WriteAsync(rest);
        if (fault == RegistryFault.None)
        {
            await stream.WriteAsync(rest, _stop.Token);
            await upstream.CopyToAsync(stream, _stop.Token);
            return;
        }

        await upstream.CopyToAsync(body, _stop.Token);
        var content = body.ToArray();
        if (fault == RegistryFault.HangInLayer && content.Length > LayerBytes)
        {
            Interlocked.Increment(ref _hits);
            await stream.WriteAsync(content.AsMemory(0, content.Length / 2), _stop.Token);
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (fault == RegistryFault.Garble)
            Array.ForEach(Enumerable.Range(0, content.Length).ToArray(), index => content[index] ^= 0x55);
        await stream.WriteAsync(fault == RegistryFault.CutAnswer ? content.AsMemory(0, content.Length / 2) : content, _stop.Token);
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        try
        {
            await from.CopyToAsync(to, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is done.
        }
    }

    /// <returns>
    /// The head with its empty line, and the part of the body that came with it; null if it isn't HTTP but the greeting of TLS, which docker tries first.
    /// </returns>
    private async Task<(string? Head, byte[] Body)> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (count == 0 || !char.IsAsciiLetter((char)buffer[0]))
                return (null, []);
            length += count;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return (Encoding.ASCII.GetString(buffer, 0, end + 4), buffer[(end + 4)..length]);
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address} ({Fault}, {Hits} times)");
}
