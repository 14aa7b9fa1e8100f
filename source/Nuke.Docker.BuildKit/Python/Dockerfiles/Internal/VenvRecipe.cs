namespace Nuke.Docker.BuildKit.Python.Dockerfiles.Internal;

/// <summary>Managers that fill a virtual environment, which is then copied: uv, Poetry, PDM, Pipenv.</summary>
internal abstract class VenvRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    protected const string Environment = "/app/.venv";

    protected override string? BinDirectory => $"{Environment}/bin";

    protected virtual string DependencyStage => "dependencies";

    protected override void WriteDependencies(DockerfileText text) => text.Add(
        "All dependencies in one layer, which is made anew only when they change. Both stages start from the same image, so the environment finds its Python.",
        $"COPY --from={DependencyStage} {Environment} {Environment}");

    protected override void WriteProject(DockerfileText text) => text.Run(
        "The project itself comes last: a change of its code re-runs nothing above. Its wheel is lent: copying it would put the project into the image twice.\n" + PipInstallReason,
        ["type=bind,from=project,source=/dist,target=/dist"],
        $"{PipInstall.Replace("pip install", $"pip --python {Environment}/bin/python install")} /dist/*.whl");

    protected void WriteProjectStage(DockerfileText text, string from)
    {
        if (!InstallsProject)
            return;
        text.Stage("The project as a wheel.");
        text.Add("", $"FROM {from} AS project");
        text.Run(
            "The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away.",
            ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)],
            "pip wheel --no-deps --wheel-dir /dist /src");
    }
}
