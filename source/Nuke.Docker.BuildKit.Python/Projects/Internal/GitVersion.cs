using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// The variable that gives a project its version if its build backend computes it from Git. The build context of an image has no <c>.git</c>: it would be
/// an input that each commit changes.
/// </summary>
internal static class GitVersion
{
    /// <returns>Null: the version does not come from Git, or the tool has no such variable.</returns>
    public static string? Variable(ProjectFacts facts, string name)
    {
        var needs = facts.BuildRequirements;
        var suffix = name.ToUpperInvariant().Replace('-', '_');
        string? tool = null, variable = null;
        if (needs.Find(name => name is "setuptools-scm" or "hatch-vcs" or "vcs-versioning" or "flit-scm") is { } scm)
            (tool, variable) = (scm, $"SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{suffix}");
        else if (needs.Contains("pbr") || UsesPbr(facts))
            (tool, variable) = ("pbr", "PBR_VERSION");
        else if (facts.Pyproject?.Find("tool", "pdm", "version", "source") is TomlString { Value: "scm" })
            (tool, variable) = ("pdm-backend", "PDM_BUILD_SCM_VERSION");
        else if (needs.Contains("poetry-dynamic-versioning"))
            (tool, variable) = ("poetry-dynamic-versioning", "POETRY_DYNAMIC_VERSIONING_BYPASS");
        else if (needs.Contains("uv-dynamic-versioning"))
            (tool, variable) = ("uv-dynamic-versioning", "UV_DYNAMIC_VERSIONING_BYPASS");
        else
            tool = needs.Find(name => name is "versioningit" or "setuptools-git-versioning" or "dunamai");
        if (tool is null)
            return null;
        if (variable is null)
            facts.Warn("version", tool, new(PyprojectValues.File),
                $"{tool} computes the version from .git, which the build context does not contain, and no variable replaces it: "
                    + $"set its default version, or use "
                + "setuptools-scm.");
        else
            facts.Fact("version", tool, new(PyprojectValues.File),
                $"{tool} computes the version from .git, which the build context does not contain. The build argument VERSION sets {variable} instead: "
                + "--build-arg VERSION=$(git describe --tags --abbrev=0).");
        return variable;
    }

    // setup(setup_requires=["pbr"], pbr=True)
    private static bool UsesPbr(ProjectFacts facts) => facts.Files.Read("setup.py") is { } script
        && PythonSource.Read("setup.py", script).Calls("setup").FirstOrDefault() is { } call && call.Has("pbr");
}
