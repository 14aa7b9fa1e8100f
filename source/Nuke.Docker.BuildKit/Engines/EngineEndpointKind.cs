namespace Nuke.Docker.BuildKit.Engines;

/// <summary>How a docker daemon is reached.</summary>
public enum EngineEndpointKind
{
    /// <summary><c>unix:///path</c></summary>
    UnixSocket,

    /// <summary><c>tcp://host:port</c>, with TLS where <see cref="EngineEndpoint.CertificateDirectory" /> is set.</summary>
    Tcp,

    /// <summary><c>npipe:////./pipe/name</c>, Windows only.</summary>
    NamedPipe,

    /// <summary><c>ssh://user@host</c>. Supported by the docker CLI only, not by <see cref="EngineProbe"/> and <see cref="EngineClient"/>.</summary>
    Ssh,
}
