namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A package index that a project declares.</summary>
/// <param name="Url">The URL without user name and password; <c>${NAME}</c> in it is kept as written.</param>
public sealed record PythonIndex(string Url)
{
    /// <summary>Its name in the project; null: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>True if it replaces PyPI; false if it is searched in addition.</summary>
    public bool Default { get; init; }

    /// <summary>True if only packages pinned to it are installed from it.</summary>
    public bool Explicit { get; init; }

    /// <summary>True unless it is a known public index: PyPI, PyTorch's, NVIDIA's.</summary>
    public bool Private { get; init; }

    /// <summary>
    /// Names of the environment variables with its credentials, to pass to a build as secrets: <c>UV_INDEX_ACME_PASSWORD</c>.
    /// Empty: the project does not declare how it authenticates.
    /// </summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>The file and line of its declaration.</summary>
    public SourceLocation? Where { get; init; }
}
