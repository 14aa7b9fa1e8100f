namespace Nuke.Docker.BuildKit.Engines;

/// <param name="Id">Digest of the manifest (containerd store) or of the configuration (graph drivers), with <c>sha256:</c>.</param>
/// <param name="Tags">Names with tag; empty for an image without a name.</param>
/// <param name="RepositoryDigests">Names with digest; empty for an image never pushed or pulled in the classic store.</param>
/// <param name="Created">Null where the build left it out for reproducibility.</param>
/// <param name="Size">Bytes as the daemon counts them: compressed in the containerd store, unpacked in the classic one.</param>
/// <param name="User">User that the container runs as; null: root.</param>
/// <param name="Environment">Lines <c>NAME=value</c>.</param>
public sealed record EngineImage(
    string Id,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> RepositoryDigests,
    DateTimeOffset? Created,
    string? Os,
    string? Architecture,
    long Size,
    string? User,
    IReadOnlyList<string> Environment,
    IReadOnlyList<string> Entrypoint,
    IReadOnlyList<string> Command,
    string? WorkingDirectory,
    IReadOnlyDictionary<string, string> Labels);
