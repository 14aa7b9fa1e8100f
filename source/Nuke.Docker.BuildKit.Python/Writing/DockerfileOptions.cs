namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Options for a project's Dockerfile that its files do not determine.</summary>
public sealed record DockerfileOptions
{
    /// <summary>The base image; null: <c>python:X.Y-slim</c>. Can be overridden with <c>--build-arg PYTHON_IMAGE=…</c>.</summary>
    public string? BaseImage { get; init; }

    /// <summary>The digest (<c>sha256:…</c>) that pins the base image; null: not pinned.</summary>
    public string? BaseImageDigest { get; init; }

    /// <summary>The image that contains uv. Can be overridden with <c>--build-arg UV_IMAGE=…</c>, or with a build context named <c>uv</c>.</summary>
    public string UvImage { get; init; } = "ghcr.io/astral-sh/uv:0.12";

    /// <summary>
    /// If true, large packages that rarely change get their own layer, so that adding a small one does not reinstall them.
    /// Adds one or two stages. Has no effect if the project has no such direct dependency, if packages are compiled, except with pip if it installs from
    /// elsewhere in the repository or, except with pip and uv.lock, if it declares its own index.
    /// </summary>
    public bool HeavyLayer { get; init; }

    /// <summary>User ID and group ID of the program.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>If true, comments explain each instruction.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>If true, a program with a port gets a <c>HEALTHCHECK</c>.</summary>
    public bool HealthCheck { get; init; } = true;

    /// <summary>Files and folders to copy into the image, relative to the project; empty: all that .dockerignore does not exclude.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Labels in addition to title, version and revision.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Apt packages for the runtime image, in addition to those that the dependencies need.</summary>
    public IReadOnlyList<string> RuntimePackages { get; init; } = [];

    /// <summary>Apt packages for building dependencies, in addition to those that the dependencies need.</summary>
    public IReadOnlyList<string> BuildPackages { get; init; } = [];
}
