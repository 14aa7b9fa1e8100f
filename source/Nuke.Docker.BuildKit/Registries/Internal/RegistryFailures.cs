using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Registries.Internal;

/// <summary>Words for failures of registries: what failed, why, and what to do.</summary>
internal static class RegistryFailures
{
    private const int LongestReason = 300;

    /// <summary>A response with an error.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="action">The failed action: <c>Reading acme/api:1.0</c>.</param>
    /// <param name="response">The response.</param>
    /// <param name="hasLogin">Indicates that docker has a login for the registry.</param>
    /// <param name="now">The time.</param>
    public static async Task<RegistryException> OfResponseAsync(
        string registry,
        string action,
        HttpResponseMessage response,
        bool hasLogin,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        var reason = await ReasonAsync(response, cancellationToken);
        var login = hasLogin
            ? $"Docker's login for {registry} isn't valid or has no access: log in again with 'docker login {registry}', or ask for access."
            : $"Docker has no login for {registry}: run 'docker login {registry}'.";
        var remedy = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => login,
            HttpStatusCode.NotFound => "Check the names of the registry and the repository.",
            HttpStatusCode.RequestEntityTooLarge => "A proxy in front of the registry limits the size of requests: raise its limit.",
            HttpStatusCode.TooManyRequests => "The registry limits the rate of requests: try again later, or log in if the limit is that of anonymous users.",
            >= HttpStatusCode.InternalServerError => "The registry has a problem: read its log, and try again.",
            _ => "Read the reason of the registry.",
        };
        return new RegistryException($"{action} failed: {registry} returned {(int)status}{reason}. {remedy}")
        {
            Status = status,
            MayPass = MayPass(status),
            RetryAfter = RetryAfter(response, now),
        };
    }

    /// <summary>No response.</summary>
    public static RegistryException OfConnection(string registry, string action, Exception exception)
    {
        var (reason, remedy, mayPass) = exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                ($"the name of {registry} is unknown", "Check the name of the registry and the DNS servers.", false),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                ($"the TLS connection to {registry} failed ({Innermost(exception)})",
                    $"Put its certificate authority into /etc/docker/certs.d/{registry}/ca.crt or add it to those of the system, "
                        + $"or list {registry} in 'insecure-registries' of daemon.json.", false),
            _ when IsRefused(exception) => ($"no program listens at {registry}", "Start the registry, or correct its port.", true),
            _ => ($"the connection to {registry} was interrupted ({Innermost(exception)})", "Check the network, and try again.", true),
        };
        return new RegistryException($"{action} failed: {reason}. {remedy}", exception) { MayPass = mayPass, IsUnreachable = true };
    }

    /// <summary>No response in time.</summary>
    public static RegistryException OfSilence(string registry, string action, TimeSpan timeout, Exception exception) => new(
        $"{action} failed: {registry} was silent for {HumanText.Duration(timeout)}. Check the registry and the network, or raise the time limit.",
        exception)
    {
        MayPass = true,
        IsUnreachable = true,
    };

    /// <summary>A content that is not the expected one.</summary>
    public static RegistryException OfContent(string registry, string action, string expected, string actual) => new(
        $"{action} failed: the content that {registry} returned {actual} instead of {expected}. "
        + "It is damaged in the registry or on the way: push the image again.")
    {
        MayPass = true,
    };

    private static bool MayPass(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or >= HttpStatusCode.InternalServerError and not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported);

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };

    private static bool IsRefused(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                return true;
        }

        return false;
    }

    private static string Innermost(Exception exception) => HumanText.Shorten(exception.GetBaseException().Message.TrimEnd('.'), LongestReason);

    // {"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (text.Trim().Length == 0)
                return response.ReasonPhrase is { Length: > 0 } phrase ? $" {phrase}" : "";
            return $" ({HumanText.Shorten(Message(text) ?? text, LongestReason).TrimEnd('.')})";
        }
        catch (Exception unreadable) when (unreadable is HttpRequestException or IOException)
        {
            return "";
        }
    }

    private static string? Message(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("errors", out var errors)
                || errors.ValueKind != JsonValueKind.Array)
                return null;
            var messages = errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object)
                .Select(error => error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null)
                .OfType<string>()
                .Where(message => message.Length > 0);
            return string.Join("; ", messages) is { Length: > 0 } joined ? joined : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
