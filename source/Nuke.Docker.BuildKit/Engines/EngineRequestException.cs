using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Thrown if an engine is unreachable, does not respond in time, or returns an error.</summary>
public sealed class EngineRequestException : DockerException
{
    /// <summary>Describes the failed request.</summary>
    public EngineRequestException(EngineEndpoint endpoint, string request, string reason, int? statusCode = null, Exception? innerException = null)
        : base(DockerFaultKind.EngineLost, $"The docker engine at {endpoint} failed to respond to {request}: {reason}", innerException)
    {
        Endpoint = endpoint;
        Request = request;
        Reason = reason;
        StatusCode = statusCode;
    }

    /// <summary>The address of the engine.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>Method and path, e.g. <c>GET /_ping</c>.</summary>
    public string Request { get; }

    /// <summary>The engine's error message, or why there was no response.</summary>
    public string Reason { get; }

    /// <summary>The HTTP status; <c>null</c> if there was no response.</summary>
    public int? StatusCode { get; }
}
