using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Builders;

/// <summary>A node of a <see cref="DockerBuilder"/>: one BuildKit daemon.</summary>
public sealed record DockerBuilderNode
{
    /// <summary>Describes a node.</summary>
    /// <param name="endpoint">
    /// For the driver <c>remote</c>, the address of BuildKit: <c>tcp://host:1234</c>, <c>unix:///run/buildkit.sock</c>. For <c>docker-container</c>, a docker
    /// context or the address of an engine. <c>null</c>: the current docker context.
    /// </param>
    public DockerBuilderNode(string? endpoint = null) => Endpoint = endpoint;

    /// <summary>The address. <c>null</c>: the current docker context.</summary>
    public string? Endpoint { get; }

    /// <summary>The name, unique within the builder. <c>null</c>: the name of the builder and the number of the node, <c>farm0</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Platforms that are built on this node. Empty: those that BuildKit reports.</summary>
    public ImmutableList<Platform> Platforms { get; init; } = [];

    /// <summary>Options of the driver, in addition to those of the builder.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>File with the certificate authority of a remote BuildKit, in PEM.</summary>
    public string? CaCertificate { get; init; }

    /// <summary>File with the certificate that this machine presents, in PEM.</summary>
    public string? Certificate { get; init; }

    /// <summary>File with the key of <see cref="Certificate"/>, in PEM.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Name in the certificate of the remote BuildKit. <c>null</c>: the host of <see cref="Endpoint"/>.</summary>
    public string? ServerName { get; init; }

    internal IEnumerable<(string Name, string File)> CertificateFiles =>
        new[] { ("cacert", CaCertificate), ("cert", Certificate), ("key", CertificateKey) }
            .Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, Path.GetFullPath(pair.Item2!)));
}
