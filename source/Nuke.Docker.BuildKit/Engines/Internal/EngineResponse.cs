using System.Globalization;
using System.Net;
using System.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>A response of an engine.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Head">The header lines.</param>
/// <param name="Body">The body.</param>
internal sealed record EngineResponse(HttpStatusCode Status, string[] Head, ReadOnlyMemory<byte> Body)
{
    private const int StatusStart = 9;
    private const int StatusEnd = 12;

    /// <summary>True for a status of 200 to 299.</summary>
    public bool Succeeded => (int)Status / 100 == 2;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Reads the bytes of a response; <c>null</c> if they are not HTTP, or fewer than the header says.</summary>
    public static EngineResponse? Read(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf("\r\n\r\n"u8);
        if (end < StatusEnd || !bytes.Span.StartsWith("HTTP/1."u8))
            return null;
        var lines = Encoding.ASCII.GetString(bytes.Span[..end]).Split("\r\n");
        if (!int.TryParse(lines[0].AsSpan(StatusStart, StatusEnd - StatusStart), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return null;
        var response = new EngineResponse((HttpStatusCode)status, lines[1..], bytes[(end + 4)..]);
        var isCut = long.TryParse(response.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && response.Body.Length < length;
        return isCut ? null : response;
    }

    /// <summary>Returns the value of a header; <c>null</c> if there is none.</summary>
    public string? Header(string name)
    {
        var line = Array.Find(Head, line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 1)..].Trim();
    }
}
