namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Transport to a docker daemon.</summary>
public enum EngineEndpointKind
{
    /// <summary><c>unix:///path</c></summary>
    UnixSocket,

    /// <summary><c>tcp://host:port</c>, with TLS if <see cref="EngineEndpoint.CertificateDirectory" /> is set.</summary>
    Tcp,

    /// <summary><c>npipe:////./pipe/name</c>, Windows only.</summary>
    NamedPipe,

    /// <summary><c>ssh://user@host</c>. Supported only by the docker CLI, not by <see cref="EngineProbe"/>.</summary>
    Ssh,
}
