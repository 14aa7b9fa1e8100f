namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>A descriptor of an OCI layout, which refers to a blob by its digest.</summary>
/// <param name="MediaType">The type of the content.</param>
/// <param name="Digest">The digest with its algorithm. It is valid and names a file below <c>blobs</c>.</param>
/// <param name="Size">Size of the content in bytes.</param>
/// <param name="Tag">The name of the entry in the index. <c>null</c>: it has none.</param>
internal sealed record BlobReference(string MediaType, string Digest, long Size, string? Tag)
{
    /// <summary>True for manifests and indexes, which refer to other blobs.</summary>
    public bool IsManifest => MediaType
        is "application/vnd.oci.image.manifest.v1+json"
        or "application/vnd.oci.image.index.v1+json"
        or "application/vnd.docker.distribution.manifest.v2+json"
        or "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>True for image configurations and for BuildKit's cache records, which are small and read as a whole.</summary>
    public bool IsConfiguration => MediaType
        is "application/vnd.buildkit.cacheconfig.v0"
        or "application/vnd.oci.image.config.v1+json"
        or "application/vnd.docker.container.image.v1+json";

    /// <summary>The path of the file in the layout, such as <c>blobs/sha256/0123…</c>.</summary>
    public string File => Path.Combine("blobs", Digest.Replace(':', Path.DirectorySeparatorChar));
}
