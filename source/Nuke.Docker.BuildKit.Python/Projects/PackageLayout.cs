namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The location of a project's modules.</summary>
public enum PackageLayout
{
    /// <summary>No module was found.</summary>
    None,

    /// <summary>Packages below <c>src/</c>.</summary>
    Source,

    /// <summary>Packages (folders with modules) at the project's root.</summary>
    Flat,

    /// <summary>Single files at the project's root: <c>main.py</c>.</summary>
    Module,
}
