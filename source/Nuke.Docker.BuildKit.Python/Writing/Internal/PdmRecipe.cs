using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

internal sealed class PdmRecipe(PythonProject project, DockerfileOptions options) : ToolRecipe(project, options)
{
    protected override string Title => "PDM";

    protected override string Requirement => "pdm==2.*";

    protected override string CacheDirectory => "/root/.cache/pdm";

    protected override IReadOnlyList<string> Files => Project.LockFile is { } file ? ["pyproject.toml", file] : ["pyproject.toml"];

    protected override IReadOnlyList<string> Variables => ["PDM_CHECK_UPDATE=false"];

    // PDM knows only development groups beside extras, which --prod excludes: --group default leaves out the others.
    private string Production => Project.Chosen.Any(choice => !choice.Optional) ? "--group default" : "--prod";

    protected override string InstallCommand => (Project.LockFile is null ? $"pdm install {Production} --no-self --no-lock"
        : $"pdm install --check {Production} --no-self") + Chosen("--group", "--group");

    protected override string InstallReason => "--prod: no development dependencies. --no-self: not yet the project itself."
        + (Project.LockFile is null ? " Without a pdm.lock, each build may install other versions: run pdm lock and commit the result."
            : " --check: fail if pyproject.toml has changed since the lock was written.");
}
