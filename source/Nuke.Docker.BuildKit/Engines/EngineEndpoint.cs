namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Where a docker daemon listens, and who said so.</summary>
/// <param name="Kind">What the scheme of <paramref name="Host" /> means.</param>
/// <param name="Host">The address as DOCKER_HOST spells it, e.g. <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Source">Where the address comes from, in words for a message: "DOCKER_HOST", "context desktop-linux".</param>
public sealed partial record EngineEndpoint(EngineEndpointKind Kind, string Host, string Source)
{
    /// <summary>Folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>; null: no TLS.</summary>
    public string? CertificateDirectory { get; init; }

    /// <summary>Whether the server's certificate goes unchecked, as <c>skip-tls-verify</c> of a context or a DOCKER_TLS without VERIFY asks.</summary>
    public bool SkipsTlsVerification { get; init; }

    /// <summary>Whether the docker CLI finds this endpoint by itself, without DOCKER_HOST being set for it.</summary>
    public bool KnownToCli { get; init; }

    /// <summary>Whether a user named this endpoint in an environment variable, so that no other may take its place.</summary>
    public bool Explicit { get; init; }

    /// <summary>Path of the socket, name of the pipe, or <c>host:port</c>.</summary>
    public string Address => Kind switch
    {
        EngineEndpointKind.UnixSocket => Host["unix://".Length..],
        EngineEndpointKind.NamedPipe => Host[(Host.LastIndexOfAny(['/', '\\']) + 1)..],
        _ => Host[(Host.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/'),
    };

    /// <summary>Reads an address as DOCKER_HOST spells it.</summary>
    /// <exception cref="FormatException">The scheme is none that docker knows, or nothing follows it.</exception>
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
                $"'{host}' (from {source}) is no docker address. It starts with unix://, tcp://, npipe:// or ssh://, for instance unix:///var/run/docker.sock."),
        };

        if (end + 3 >= host.Length)
            throw new FormatException($"'{host}' (from {source}) names no address after {scheme}://.");

        return new EngineEndpoint(kind, host, source);
    }

    public override string ToString() => $"{Host} ({Source})";
}
