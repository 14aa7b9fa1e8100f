using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

internal sealed class PipenvRecipe(PythonProject project, DockerfileOptions options) : ToolRecipe(project, options)
{
    protected override string Title => "Pipenv";

    protected override string Requirement => HeavyLines.Minor(Project) < 8 ? "pipenv>=2022" : "pipenv>=2024";

    protected override string CacheDirectory => "/root/.cache/pipenv";

    protected override IReadOnlyList<string> Files => Project.LockFile is { } file ? ["Pipfile", file] : ["Pipfile"];

    protected override string EditableKey => "editable";

    // Suppresses the notice that Pipenv uses an existing environment, which is intended here.
    protected override IReadOnlyList<string> Variables => ["PIPENV_VERBOSITY=-1"];

    // A Pipfile describes an application, never a package.
    protected override bool InstallsProject => false;

    protected override string InstallCommand => Project.LockFile is null ? "pipenv install --skip-lock" : "pipenv install --deploy";

    protected override string InstallReason => Project.LockFile is null
        ? "Without a Pipfile.lock, each build may install other versions: run pipenv lock and commit the result."
        : "--deploy: install exactly the locked versions, and fail if Pipfile has changed since. Development dependencies are not installed without --dev.";
}
