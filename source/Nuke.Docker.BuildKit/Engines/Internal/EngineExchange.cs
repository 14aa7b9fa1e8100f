using System.Net.Sockets;
using System.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>
/// Sends one GET request to an engine, as HTTP/1.0: the connection ends with the response, so that no chunks have to be decoded. Loading HttpClient
/// and compiling its code takes longer than all the questions of a build.
/// </summary>
internal static class EngineExchange
{
    private const int BufferSize = 16 * 1024;

    // An engine on this machine answers most questions within this time.
    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns the response.</summary>
    /// <param name="endpoint">Address of the engine.</param>
    /// <param name="path">The escaped path, without the leading slash.</param>
    /// <param name="header">A line that is added to the headers; <c>null</c>: none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="IOException">The connection failed, or its other end does not speak HTTP.</exception>
    public static async Task<EngineResponse> GetAsync(EngineEndpoint endpoint, string path, string? header, CancellationToken cancellationToken)
    {
        var address = EngineConnector.BaseAddressOf(endpoint);
        string[] lines = [$"GET {address.AbsolutePath}{path} HTTP/1.0", $"Host: {address.Authority}", .. header is null ? [] : (string[])[header], "", ""];

        await using var stream = await EngineConnector.ConnectAsync(endpoint, cancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Join("\r\n", lines)), cancellationToken);

        var buffer = new byte[BufferSize];
        var length = 0;
        do
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, length * 2);
            // Each method that suspends has code of its own to compile, which takes longer than a quick answer.
            if (stream is NetworkStream network)
                network.Socket.Poll(s_quick, SelectMode.SelectRead);
        }
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read && (length += read) > 0);

        return EngineResponse.Read(buffer.AsMemory(0, length)) ?? throw new IOException("the response is not HTTP, or it was cut off");
    }
}
