namespace Nuke.Docker.BuildKit.Registries;

/// <summary>A reference to a blob or a manifest by its content.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Digest">The digest, <c>sha256:…</c>.</param>
/// <param name="Size">The size in bytes.</param>
internal sealed record Descriptor(string MediaType, string Digest, long Size)
{
    /// <summary>The platform of an image in an index, such as <c>linux/arm64</c>; <c>null</c> elsewhere.</summary>
    public string? Platform { get; init; }

    /// <summary>The digest of the image that an attestation in an index describes; <c>null</c> elsewhere.</summary>
    public string? Describes { get; init; }

    /// <summary>Indicates a layer that registries don't store, such as a base layer of Windows.</summary>
    public bool IsForeign { get; init; }
}
