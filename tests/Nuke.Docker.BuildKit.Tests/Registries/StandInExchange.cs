using System.Collections.Specialized;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Nuke.Docker.BuildKit.Tests.Registries;

/// <summary>A request to the stand-in for a registry, and the response to it. The server is written by hand, because a test resets connections.</summary>
internal sealed class StandInExchange
{
    private readonly NetworkStream _stream;

    private StandInExchange(NetworkStream stream, string method, string target, byte[] body)
    {
        (_stream, Method, Target, Body) = (stream, method, target, body);
        var question = target.IndexOf('?');
        Path = question < 0 ? target : target[..question];
        foreach (var pair in question < 0 ? [] : target[(question + 1)..].Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value])
                Query.Add(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value));
        }
    }

    public string Method { get; }

    public string Target { get; }

    public string Path { get; }

    public NameValueCollection Query { get; } = [];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; }

    public Dictionary<string, string> ResponseHeaders { get; } = [];

    /// <summary>Reads a request; <c>null</c> at the end of the connection.</summary>
    public static async Task<StandInExchange?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n'))
        {
            // The greeting of TLS isn't HTTP.
            if (await stream.ReadAsync(one) == 0 || (head.Count == 0 && !char.IsAsciiLetter((char)one[0])))
                return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        var first = lines[0].Split(' ');
        var exchange = new StandInExchange(stream, first[0], first[1], body);
        foreach (var (name, value) in headers)
            exchange.Headers[name] = value;
        return exchange;
    }

    public Task RespondAsync(int status, string body) => RespondAsync(status, Encoding.UTF8.GetBytes(body), "application/json");

    /// <summary>The request is served, but the response gets lost.</summary>
    public bool LosesResponse { get; set; }

    public async Task RespondAsync(int status, byte[] body, string type)
    {
        if (LosesResponse)
            return;
        var headers = string.Concat(ResponseHeaders.Select(header => $"{header.Key}: {header.Value}\r\n"));
        var head = $"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{headers}\r\n";
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        if (Method != "HEAD")
            await _stream.WriteAsync(body);
    }
}
