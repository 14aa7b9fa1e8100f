namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A manifest of one image, or an index of several, as it stands in a registry.</summary>
public sealed record ImageManifest : DockerAnswer
{
    /// <summary>What it is: <c>application/vnd.oci.image.index.v1+json</c>, <c>application/vnd.docker.distribution.manifest.v2+json</c>, …</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Its own digest; null where only its content is known (<c>--raw</c>).</summary>
    public string? Digest { get; init; }

    /// <summary>Its own size in bytes; null where only its content is known (<c>--raw</c>).</summary>
    public long? Size { get; init; }

    /// <summary>What an index lists, attestations included; empty for a single image.</summary>
    public IReadOnlyList<Descriptor> Manifests { get; init; } = [];

    /// <summary>The image's configuration; null for an index, and where buildx doesn't show it.</summary>
    public Descriptor? Configuration { get; init; }

    /// <summary>Compressed layers, the lowest first; empty for an index.</summary>
    public IReadOnlyList<Descriptor> Layers { get; init; } = [];

    /// <summary>Empty where there are none.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether it lists images rather than being one.</summary>
    public bool IsIndex => MediaType.EndsWith("image.index.v1+json", StringComparison.Ordinal) || MediaType.EndsWith("manifest.list.v2+json", StringComparison.Ordinal);

    /// <summary>Platforms of the images that an index lists; attestations are left out.</summary>
    public IEnumerable<string> Platforms => Manifests.Where(manifest => manifest.AttestationFor is null).Select(manifest => manifest.Platform).OfType<string>();
}
