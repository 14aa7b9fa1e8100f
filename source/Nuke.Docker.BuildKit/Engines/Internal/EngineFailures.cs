using System.Net;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Converts failed requests to <see cref="EngineRequestException"/>, with the same messages for the probe and the client.</summary>
internal static class EngineFailures
{
    /// <summary>Escapes a reference as part of a path, except for slashes.</summary>
    public static string Escape(string reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return string.Join('/', reference.Split('/').Select(Uri.EscapeDataString));
    }

    public static EngineRequestException Refused(EngineEndpoint endpoint, string path, HttpStatusCode status, string? body, Exception? inner = null) =>
        Failure(endpoint, path, MessageIn(body) ?? $"HTTP {(int)status} {status}", inner, (int)status);

    public static EngineRequestException TimedOut(EngineEndpoint endpoint, string path, TimeSpan timeout, Exception inner) =>
        Failure(endpoint, path, $"no response within {timeout.TotalSeconds:0.#} s", inner);

    public static EngineRequestException Unreachable(EngineEndpoint endpoint, string path, Exception inner) =>
        Failure(endpoint, path, inner.InnerException?.Message ?? inner.Message, inner);

    public static EngineRequestException Unreadable(EngineEndpoint endpoint, string path, JsonException inner) =>
        Failure(endpoint, path, $"the response is not from a docker engine ({inner.Message})", inner);

    public static EngineRequestException Empty(EngineEndpoint endpoint, string path) => Failure(endpoint, path, "the response is null", inner: null);

    private static string? MessageIn(string? body)
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

    private static EngineRequestException Failure(EngineEndpoint endpoint, string path, string reason, Exception? inner, int? statusCode = null) =>
        new(endpoint, $"GET /{path}", reason, statusCode, inner);
}
