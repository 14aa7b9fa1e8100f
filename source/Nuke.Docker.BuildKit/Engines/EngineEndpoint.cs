namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Address of a docker daemon, and its source.</summary>
/// <param name="Kind">Transport, from the scheme of <paramref name="Host" />.</param>
/// <param name="Host">Address in the form of DOCKER_HOST, such as <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Source">Source of the address for messages: "DOCKER_HOST", "context desktop-linux".</param>
public sealed partial record EngineEndpoint(EngineEndpointKind Kind, string Host, string Source)
{
    /// <summary>Folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; <c>null</c>: no TLS.</summary>
    public string? CertificateDirectory { get; init; }

    /// <summary>
    /// Indicates that the server's certificate is not verified, as requested by <c>skip-tls-verify</c> of a context or DOCKER_TLS without
    /// DOCKER_TLS_VERIFY.
    /// </summary>
    public bool SkipsTlsVerification { get; init; }

    /// <summary>Indicates that the docker CLI uses this endpoint without DOCKER_HOST.</summary>
    public bool KnownToCli { get; init; }

    /// <summary>Indicates that an environment variable names this endpoint, so that no other may be used instead.</summary>
    public bool Explicit { get; init; }

    /// <summary>Path of the socket, name of the pipe, or <c>host:port</c>.</summary>
    public string Address => Kind switch
    {
        EngineEndpointKind.UnixSocket => Host["unix://".Length..],
        EngineEndpointKind.NamedPipe => Host[(Host.LastIndexOfAny(['/', '\\']) + 1)..],
        _ => Host[(Host.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/'),
    };

    /// <summary>Parses an address in the form of DOCKER_HOST.</summary>
    /// <exception cref="FormatException">docker does not support the scheme, or the address is empty.</exception>
    public static EngineEndpoint Parse(string host, string source = "argument")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);

        var end = host.IndexOf("://", StringComparison.Ordinal);
        var scheme = end < 0 ? "" : host[..end].ToLowerInvariant();
        var kind = scheme switch
        {
            "unix" => EngineEndpointKind.UnixSocket,
            "tcp" or "http" or "https" => EngineEndpointKind.Tcp,
            "npipe" => EngineEndpointKind.NamedPipe,
            "ssh" => EngineEndpointKind.Ssh,
            _ => throw new FormatException(
                $"'{host}' (from {source}) is not a docker address. Use unix://, tcp://, npipe:// or ssh://, such as unix:///var/run/docker.sock."),
        };

        if (end + 3 >= host.Length)
            throw new FormatException($"'{host}' (from {source}) has no address after {scheme}://.");

        return new EngineEndpoint(kind, host, source);
    }

    public override string ToString() => $"{Host} ({Source})";
}
