using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

internal sealed class PoetryRecipe(PythonProject project, DockerfileOptions options) : ToolRecipe(project, options)
{
    protected override string Title => "Poetry";

    // Poetry 2 needs Python 3.9. Versions of PDM and Pipenv for older releases satisfy the same requirement, which pip then chooses.
    protected override string Requirement => HeavyLines.Minor(Project) < 9 ? "poetry==1.*" : "poetry==2.*";

    protected override string CacheDirectory => "/root/.cache/pypoetry";

    protected override IReadOnlyList<string> Files => Project.LockFile is { } file ? ["pyproject.toml", file] : ["pyproject.toml"];

    protected override string EditableKey => "develop";

    // --only excludes the groups that --with adds.
    protected override string InstallCommand => $"poetry install --only main{Groups} --no-root --no-interaction{Extras}";

    private string Groups => string.Concat(Project.Chosen.Where(choice => !choice.Optional).Select(choice => $",{choice.Name}"));

    private string Extras => string.Concat(Project.Chosen.Where(choice => choice.Optional).Select(choice => $" --extras {choice.Name}"));

    protected override string InstallReason => "--only main: no development dependencies. --no-root: not yet the project itself."
        + (Project.LockFile is null ? " Without a poetry.lock, each build may install other versions: run poetry lock and commit the result."
            : " Fails if pyproject.toml has changed since the lock was written.");
}
