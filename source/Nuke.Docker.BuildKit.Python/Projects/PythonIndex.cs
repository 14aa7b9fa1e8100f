namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A package index that a project names.</summary>
/// <param name="Url">Without user name and password; <c>${NAME}</c> in it stays as written.</param>
public sealed record PythonIndex(string Url)
{
    /// <summary>As the project calls it; null: it has no name there.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it takes the place of PyPI; otherwise it is asked as well.</summary>
    public bool Default { get; init; }

    /// <summary>Whether only packages that name it are taken from it.</summary>
    public bool Explicit { get; init; }

    /// <summary>Whether it isn't one that everybody may read: not PyPI, not PyTorch's, not NVIDIA's.</summary>
    public bool Private { get; init; }

    /// <summary>
    /// Names of the environment variables that hold its credentials, to be given to a build as secrets: <c>UV_INDEX_ACME_PASSWORD</c>.
    /// Empty: the project doesn't say how it authenticates.
    /// </summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>The place that names it.</summary>
    public SourceLocation? Where { get; init; }
}
