namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>What a project doesn't say of itself, for its Dockerfile.</summary>
public sealed record DockerfileOptions
{
    /// <summary>The image to start from; null: <c>python:X.Y-slim</c>. It stays overridable with <c>--build-arg PYTHON_IMAGE=…</c>.</summary>
    public string? BaseImage { get; init; }

    /// <summary><c>sha256:…</c>, to which the base image is pinned; null: its tag may move.</summary>
    public string? BaseImageDigest { get; init; }

    /// <summary>The image that holds uv's programs. Overridable with <c>--build-arg UV_IMAGE=…</c>, or with a build context named <c>uv</c>.</summary>
    public string UvImage { get; init; } = "ghcr.io/astral-sh/uv:0.12";

    /// <summary>
    /// Whether packages that are big and rarely change get a layer of their own, so that adding a small one doesn't install them anew.
    /// Costs a stage or two. Without effect where the project asks for none itself, where packages are compiled, and, but for pip and a uv.lock, where it
    /// names an index of its own.
    /// </summary>
    public bool HeavyLayer { get; init; }

    /// <summary>User and group that the program runs as.</summary>
    public int UserId { get; init; } = 10001;

    /// <summary>Whether each line is explained. Off for those who know, and for files that are compared.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Whether a program with a port gets a <c>HEALTHCHECK</c>.</summary>
    public bool HealthCheck { get; init; } = true;

    /// <summary>What of the project goes into the image, relative to its folder; empty: all that .dockerignore lets through.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Labels besides title, version and revision.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Apt packages for the image that runs, besides those that the dependencies need.</summary>
    public IReadOnlyList<string> RuntimePackages { get; init; } = [];

    /// <summary>Apt packages for building dependencies, besides those that the dependencies need.</summary>
    public IReadOnlyList<string> BuildPackages { get; init; } = [];
}
