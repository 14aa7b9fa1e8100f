namespace Nuke.Docker.BuildKit.Caches.LocalStore.Internal;

/// <summary>A descriptor of an OCI layout: content by its digest.</summary>
/// <param name="MediaType">What the content is.</param>
/// <param name="Digest">With its algorithm, and checked: it names a file below <c>blobs</c> and nothing else.</param>
/// <param name="Size">Of the content in bytes.</param>
/// <param name="Tag">The name under which an index knows it; <c>null</c> where it has none.</param>
internal sealed record BlobReference(string MediaType, string Digest, long Size, string? Tag)
{
    /// <summary>Manifests and indexes: what refers to more content.</summary>
    public bool IsManifest => MediaType
        is "application/vnd.oci.image.manifest.v1+json"
        or "application/vnd.oci.image.index.v1+json"
        or "application/vnd.docker.distribution.manifest.v2+json"
        or "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>What is read as a whole by whoever uses it, and small: images' configurations and BuildKit's records of what a layer is good for.</summary>
    public bool IsConfiguration => MediaType
        is "application/vnd.buildkit.cacheconfig.v0"
        or "application/vnd.oci.image.config.v1+json"
        or "application/vnd.docker.container.image.v1+json";

    /// <summary>The file's path in the layout, such as <c>blobs/sha256/0123…</c>.</summary>
    public string File => Path.Combine("blobs", Digest.Replace(':', Path.DirectorySeparatorChar));
}
