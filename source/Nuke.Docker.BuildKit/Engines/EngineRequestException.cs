namespace Nuke.Docker.BuildKit.Engines;

/// <summary>A daemon could not be asked, did not answer in time, or answered with an error.</summary>
public sealed class EngineRequestException : Exception
{
    public EngineRequestException(EngineEndpoint endpoint, string request, string reason, int? statusCode = null, Exception? innerException = null)
        : base($"The docker daemon at {endpoint} did not answer {request}: {reason}", innerException)
    {
        Endpoint = endpoint;
        Request = request;
        Reason = reason;
        StatusCode = statusCode;
    }

    public EngineEndpoint Endpoint { get; }

    /// <summary>Method and path, e.g. <c>GET /_ping</c>.</summary>
    public string Request { get; }

    public string Reason { get; }

    /// <summary>Null where no HTTP answer came.</summary>
    public int? StatusCode { get; }
}
