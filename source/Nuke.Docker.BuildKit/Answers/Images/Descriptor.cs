namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>An OCI descriptor: a reference to content by its digest.</summary>
public sealed record Descriptor : DockerAnswer
{
    /// <summary>Media type of the content: <c>application/vnd.oci.image.manifest.v1+json</c>.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Digest with its algorithm: <c>sha256:…</c>.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Size of the content itself in bytes, without the content that it refers to.</summary>
    public long Size { get; init; }

    /// <summary>Platform, such as <c>linux/arm/v7</c>; <c>unknown/unknown</c> for an attestation; <c>null</c> if it has none.</summary>
    public string? Platform { get; init; }

    /// <summary>Annotations; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();

    /// <summary>Digest of the manifest that this attestation describes; <c>null</c> for an image.</summary>
    public string? AttestationFor => Annotations.GetValueOrDefault("vnd.docker.reference.type") == "attestation-manifest"
        ? Annotations.GetValueOrDefault("vnd.docker.reference.digest")
        : null;
}
