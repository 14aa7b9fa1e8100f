namespace Nuke.Docker.BuildKit.Answers.Images;

/// <summary>A manifest of one image, or an index of several, as stored in a registry.</summary>
public sealed record ImageManifest : DockerAnswer
{
    /// <summary>
    /// Media type: <c>application/vnd.oci.image.index.v1+json</c>, <c>application/vnd.docker.distribution.manifest.v2+json</c>, …
    /// </summary>
    public string MediaType { get; init; } = "";

    /// <summary>Digest; <c>null</c> if only the content is known (<c>--raw</c>).</summary>
    public string? Digest { get; init; }

    /// <summary>Size of the manifest itself in bytes; <c>null</c> if only the content is known (<c>--raw</c>).</summary>
    public long? Size { get; init; }

    /// <summary>Entries of an index, including attestations; empty for a single image.</summary>
    public IReadOnlyList<Descriptor> Manifests { get; init; } = [];

    /// <summary>Configuration of the image; <c>null</c> for an index, and if buildx does not print it.</summary>
    public Descriptor? Configuration { get; init; }

    /// <summary>Compressed layers, lowest first; empty for an index.</summary>
    public IReadOnlyList<Descriptor> Layers { get; init; } = [];

    /// <summary>Annotations; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();

    /// <summary>Indicates an index, which lists images.</summary>
    public bool IsIndex =>
        MediaType.EndsWith("image.index.v1+json", StringComparison.Ordinal) || MediaType.EndsWith("manifest.list.v2+json", StringComparison.Ordinal);

    /// <summary>Platforms of the images in an index, without attestations.</summary>
    public IEnumerable<string> Platforms => Manifests.Where(manifest => manifest.AttestationFor is null).Select(manifest => manifest.Platform).OfType<string>();
}
