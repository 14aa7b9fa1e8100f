using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

internal sealed class PoetryRecipe(PythonProject project, DockerfileOptions options) : ToolRecipe(project, options)
{
    protected override string Title => "Poetry";

    protected override string Requirement => "poetry==2.*";

    protected override string CacheDirectory => "/root/.cache/pypoetry";

    protected override IReadOnlyList<string> Files => Project.LockFile is { } file ? ["pyproject.toml", file] : ["pyproject.toml"];

    protected override string InstallCommand => "poetry install --only main --no-root --no-interaction";

    protected override string InstallReason => "--only main: no development dependencies. --no-root: not yet the project itself."
        + (Project.LockFile is null ? " Without a poetry.lock, each build may install other versions: run poetry lock and commit the result."
            : " Fails if pyproject.toml has changed since the lock was written.");
}
