using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// Detects a build backend that takes the version from Git. The build context of an image has no <c>.git</c>, an input that each commit would change.
/// </summary>
internal static class GitVersion
{
    private const string Reason = "computes the version from .git, which the build context does not contain";

    /// <returns>The tool, with the variable of this project. Null: the version does not come from Git, or nothing replaces it.</returns>
    public static GitVersionTool? Tool(ProjectFacts facts, string name)
    {
        var needs = facts.BuildRequirements;
        var tool = needs.Select(GitVersionTool.Of).FirstOrDefault(known => known is not null && known.Name is not "pdm-backend");
        if (tool is null && UsesInSetup(facts, "pbr"))
            tool = GitVersionTool.Of("pbr");
        if (tool is null && UsesInSetup(facts, "use_scm_version"))
            tool = GitVersionTool.Of("setuptools-scm");
        if (tool is null && facts.Pyproject?.Find("tool", "pdm", "version", "source") is TomlString { Value: "scm" })
            tool = GitVersionTool.Of("pdm-backend");
        if (tool is null)
        {
            if ((needs.Find(need => need is "dunamai" or "versioneer") ?? (facts.Files.Exists("versioneer.py") ? "versioneer" : null)) is { } other)
            {
                facts.Warn("version", other, new(PyprojectValues.File),
                    $"{other} {Reason}, and nothing replaces it: the package gets {other}'s default version. Use setuptools-scm to get the version of "
                        + "the tag.");
            }

            return null;
        }

        facts.Fact("version", tool.Name, new(PyprojectValues.File),
            $"{tool.Name} {Reason}. DockerBuild computes the version from Git, and passes it as a build argument.");
        return tool with { Package = name, Variable = tool.VariableOf(name) };
    }

    // setup(setup_requires=["pbr"], pbr=True), setup(use_scm_version=True)
    private static bool UsesInSetup(ProjectFacts facts, string argument) => facts.Files.Read("setup.py") is { } script
        && PythonSource.Read("setup.py", script).Calls("setup").FirstOrDefault() is { } call && call.Has(argument);
}
