using System.Text.Json;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>What every client does alike with a request and its answer.</summary>
internal static class EngineRequests
{
    /// <summary>How long one answer may take by default.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A reference as part of a path: its slashes stay, nothing else can end the segment.</summary>
    public static string Escape(string reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return string.Join('/', reference.Split('/').Select(Uri.EscapeDataString));
    }

    /// <summary>The daemon's own words in the body of a refusal; null where it says nothing.</summary>
    public static string? MessageOf(string? body)
    {
        try
        {
            return JsonSerializer.Deserialize(body ?? "", EngineJson.Default.ErrorAnswer)?.Message;
        }
        catch (JsonException)
        {
            return body?.Trim() is { Length: > 0 } text ? text : null;
        }
    }

    public static EngineRequestException Refused(EngineEndpoint endpoint, string path, int statusCode, string? reasonPhrase, string? body) =>
        Failure(endpoint, path, MessageOf(body) ?? $"HTTP {statusCode} {reasonPhrase}", statusCode);

    public static EngineRequestException TimedOut(EngineEndpoint endpoint, string path, TimeSpan timeout, Exception inner) =>
        Failure(endpoint, path, $"no answer within {timeout.TotalSeconds:0.#} s", inner: inner);

    public static EngineRequestException Unreachable(EngineEndpoint endpoint, string path, HttpRequestException inner) =>
        Failure(endpoint, path, inner.InnerException?.Message ?? inner.Message, inner: inner);

    public static EngineRequestException Unreadable(EngineEndpoint endpoint, string path, Exception inner) =>
        Failure(endpoint, path, $"the answer is not what a docker daemon says ({inner.Message})", inner: inner);

    public static EngineRequestException Empty(EngineEndpoint endpoint, string path) => Failure(endpoint, path, "the answer is null");

    private static EngineRequestException Failure(EngineEndpoint endpoint, string path, string reason, int? statusCode = null, Exception? inner = null) =>
        new(endpoint, $"GET /{path}", reason, statusCode, inner);
}
