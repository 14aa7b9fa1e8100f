using Nuke.Docker.BuildKit.Scaffolding.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Options of <see cref="RepositoryScaffolder"/>.</summary>
internal sealed record ScaffoldOptions
{
    /// <summary>Replaces an existing Dockerfile and compose.yaml, and keeps a copy of each. Default: <c>false</c>.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Name of the program to start, for services with several. <c>null</c>: the best one of each service.</summary>
    public string? Program { get; init; }

    /// <summary>Names of extras and dependency groups that images install. Default: none.</summary>
    public IReadOnlyCollection<string> Extras { get; init; } = [];

    /// <summary>Creates a compose.yaml for each service. Default: <c>false</c>.</summary>
    public bool Compose { get; init; }

    /// <summary>Folder outside of the services for the caches in each compose.yaml, with a subfolder per image. <c>null</c>: no cache.</summary>
    public string? ComposeCacheDirectory { get; init; }

    /// <summary>
    /// Repository without a tag for the caches in each compose.yaml, with a tag per image: <c>registry.example.com/acme/cache</c>. <c>null</c>: no cache.
    /// </summary>
    public string? ComposeCacheReference { get; init; }

    /// <summary>Base image of all Dockerfiles; <c>null</c>: <c>python:X.Y-slim</c> for the Python version of each service.</summary>
    public string? BaseImage { get; init; }

    /// <summary>Digests of base images, <c>sha256:…</c>, by image. Dockerfiles pin these images and leave others unpinned.</summary>
    public IReadOnlyDictionary<string, string> BaseImageDigests { get; init; } = new Dictionary<string, string>();

    /// <summary>Host of a new build, and of the package that is added to an existing one. Default: <see cref="BuildHost.Nuke"/>.</summary>
    public BuildHost Host { get; init; } = BuildHost.Nuke;

    /// <summary>Version of the add-in that the build references. Default: this version.</summary>
    public string Version { get; init; } = typeof(ScaffoldOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Full paths of contexts that the build already builds; no lines are planned for them.</summary>
    public IReadOnlyCollection<string> BuiltContexts { get; init; } = [];

    /// <summary>Root folder of the repository, where the build belongs. <c>null</c>: the folder that is searched.</summary>
    public string? RepositoryDirectory { get; init; }
}
