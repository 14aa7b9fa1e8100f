namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A reference to content by its digest, as OCI has it.</summary>
public sealed record Descriptor : DockerAnswer
{
    /// <summary>What the content is: <c>application/vnd.oci.image.manifest.v1+json</c>.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>With its algorithm: <c>sha256:…</c>.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Of the content itself in bytes; of what it refers to nothing is said.</summary>
    public long Size { get; init; }

    /// <summary><c>linux/arm/v7</c>; <c>unknown/unknown</c> for an attestation; null for what has none.</summary>
    public string? Platform { get; init; }

    /// <summary>Empty where there are none.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();

    /// <summary>The digest of the manifest that this attestation is about; null for an image.</summary>
    public string? AttestationFor => Annotations.GetValueOrDefault("vnd.docker.reference.type") == "attestation-manifest" ? Annotations.GetValueOrDefault("vnd.docker.reference.digest") : null;
}
