using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

internal sealed class PipenvRecipe(PythonProject project, DockerfileOptions options) : ToolRecipe(project, options)
{
    protected override string Title => "Pipenv";

    protected override string Requirement => "pipenv>=2024";

    protected override string CacheDirectory => "/root/.cache/pipenv";

    protected override IReadOnlyList<string> Files => Project.LockFile is { } file ? ["Pipfile", file] : ["Pipfile"];

    // Pipenv says at each start that it uses the environment it finds; here that is meant.
    protected override IReadOnlyList<string> Variables => ["PIPENV_VERBOSITY=-1"];

    // A Pipfile describes an application, never a package.
    protected override bool InstallsProject => false;

    protected override string InstallCommand => Project.LockFile is null ? "pipenv install --skip-lock" : "pipenv install --deploy";

    protected override string InstallReason => Project.LockFile is null
        ? "There is no Pipfile.lock, so each build may take other versions: run pipenv lock and commit what it writes."
        : "--deploy: exactly the lock's versions, and fail where Pipfile has changed and the lock hasn't. Without --dev it takes nothing that only developers need.";
}
