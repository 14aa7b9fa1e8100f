namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>What a repository doesn't say of itself.</summary>
public sealed record ScaffoldOptions
{
    /// <summary>Whether Dockerfile and compose.yaml are replaced where they are there. What is replaced is kept beside it.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether each service gets a compose.yaml.</summary>
    public bool Compose { get; init; }

    /// <summary>Folder outside of the services for the caches that each compose.yaml names, one below it for each image. Null: none.</summary>
    public string? ComposeCacheDirectory { get; init; }

    /// <summary>Repository without a tag for the caches that each compose.yaml names, a tag for each image: <c>registry.example.com/acme/cache</c>. Null: none.</summary>
    public string? ComposeCacheReference { get; init; }

    /// <summary>The image that all Dockerfiles start from; null: <c>python:X.Y-slim</c> of each service's Python.</summary>
    public string? BaseImage { get; init; }

    /// <summary>Digests by image, <c>sha256:…</c>, to which Dockerfiles pin what they start from; an image that isn't among them isn't pinned.</summary>
    public IReadOnlyDictionary<string, string> BaseImageDigests { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a build runs on the host that comes with the add-in; false: on the package Nuke.Common.</summary>
    public bool EmbeddedHost { get; init; }

    /// <summary>The version of the add-in that a build references.</summary>
    public string Version { get; init; } = typeof(ScaffoldOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Folders that a build makes images from already, absolute; nothing is told of them.</summary>
    public IReadOnlyCollection<string> BuiltContexts { get; init; } = [];

    /// <summary>Where the build belongs: the repository. Null: the folder that is looked through.</summary>
    public string? RepositoryDirectory { get; init; }
}
