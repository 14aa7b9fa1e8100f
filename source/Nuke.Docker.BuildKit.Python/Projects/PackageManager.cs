namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The tool that installs a project's dependencies.</summary>
public enum PackageManager
{
    /// <summary>The project has no dependencies: plain scripts.</summary>
    None,

    /// <summary>pip, from <c>requirements.txt</c>, or else from <c>pyproject.toml</c> or <c>setup.py</c>.</summary>
    Pip,

    /// <summary>uv, with or without <c>uv.lock</c>.</summary>
    Uv,

    /// <summary>Poetry, detected by <c>poetry.lock</c> or <c>[tool.poetry]</c>.</summary>
    Poetry,

    /// <summary>PDM, detected by <c>pdm.lock</c> or <c>[tool.pdm]</c>.</summary>
    Pdm,

    /// <summary>Pipenv, detected by <c>Pipfile</c>.</summary>
    Pipenv,
}
