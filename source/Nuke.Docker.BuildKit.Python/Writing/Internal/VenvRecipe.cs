using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Managers that fill a virtual environment, which is then copied: uv, Poetry, PDM, Pipenv.</summary>
internal abstract class VenvRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    protected const string Environment = "/app/.venv";

    protected override string? BinDirectory => $"{Environment}/bin";

    /// <summary>
    /// Big packages that pip or uv installs before the manager does the rest in the image that runs, which must then build nothing. An index of the
    /// project's own is known to the manager alone.
    /// </summary>
    protected IReadOnlyList<string> Heavy => Options.HeavyLayer && BuildPackages.Count == 0 && Project.Indexes.Count == 0 && Project.WorkspaceMembers.Count == 0 ? HeavyLines.Names(Project) : [];

    protected override void WriteDependencies(DockerfileText text) => text.Add(
        "All dependencies in one layer, which is made anew only when they change. Both stages start from the same image, so the environment finds its Python.",
        $"COPY --from=dependencies {Environment} {Environment}");

    protected static void CopyHeavy(DockerfileText text) => text.Add(
        "The big packages in a layer of their own: it is made anew only when one of them changes. Both stages start from the same image, so the environment finds its Python.",
        $"COPY --from=heavy {Environment} {Environment}");

    /// <summary>A stage with the environment that holds the big packages alone.</summary>
    /// <param name="inputs">The files that name all packages, as mounts.</param>
    /// <param name="reason">What the mounts of the install step are.</param>
    protected void WriteHeavyStages(DockerfileText text, IEnumerable<string> inputs, string reason, IEnumerable<string> mounts, params IEnumerable<string> install)
    {
        text.Stage("The big packages, which rarely change, on their own.");
        text.Add("", $"FROM dependencies AS {HeavyLines.Stage}");
        text.Run(HeavyLines.Reason, inputs, HeavyLines.Commands(Project, Heavy));
        text.Add("", "FROM dependencies AS heavy");
        text.Run(reason, [HeavyLines.Mount, .. mounts], install);
    }

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
