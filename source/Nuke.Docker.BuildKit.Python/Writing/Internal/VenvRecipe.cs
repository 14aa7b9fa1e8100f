using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Recipe for managers that fill a virtual environment, which is then copied: uv, Poetry, PDM, Pipenv.</summary>
internal abstract class VenvRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    protected const string Environment = "/app/.venv";

    protected override string? BinDirectory => $"{Environment}/bin";

    /// <summary>
    /// Large packages that pip or uv installs before the manager installs the rest in the runtime stage, which has no compilers. Only the manager
    /// knows the project's own index.
    /// </summary>
    protected IReadOnlyList<string> Heavy =>
        MaySplit && Project.Indexes.Count == 0 && Project.WorkspaceMembers.Count == 0 ? HeavyLines.Names(Project) : [];

    /// <summary>
    /// The runtime stage installs what is not large, so nothing may need a compiler. Its working folder is the program's, beside which it has no libraries.
    /// </summary>
    protected bool MaySplit => Options.HeavyLayer && BuildPackages.Count == 0 && Project.ContextFolder.Length == 0
        && Project.LibraryVersionTools.Count == 0;

    protected const string NotEditableReason = "an editable installation would need the library's folder at run time.";

    /// <summary>True if a library is to be installed in editable mode.</summary>
    protected bool HasEditable => Project.Dependencies.Any(dependency => dependency is { Group: null, Local: true, Editable: true });

    protected override void WriteDependencies(DockerfileText text) => text.Add(
        "All dependencies in one layer, which is rebuilt only when they change. Both stages use the same base image, so the environment finds its Python.",
        $"COPY --from=dependencies {Environment} {Environment}");

    protected static void CopyHeavy(DockerfileText text) => text.Add(
        "The large packages in their own layer, which is rebuilt only when one of them changes. Both stages use the same base image, so the environment " +
            "finds its Python.",
        $"COPY --from=heavy {Environment} {Environment}");

    /// <summary>Writes a stage with an environment that contains only the large packages.</summary>
    /// <param name="inputs">Mounts of the files that list all packages.</param>
    /// <param name="reason">An explanation of the mounts of the install step.</param>
    protected void WriteHeavyStages(DockerfileText text, IEnumerable<string> inputs, string reason, IEnumerable<string> mounts,
        params IEnumerable<string> install)
    {
        text.Stage("The large packages, which rarely change.");
        text.Add("", $"FROM dependencies AS {HeavyLines.Stage}");
        text.Run(HeavyLines.Reason, inputs, HeavyLines.Commands(Project, Heavy));
        text.Add("", "FROM dependencies AS heavy");
        text.Run(reason, [HeavyLines.Mount, .. mounts], install);
    }

    protected override void WriteProject(DockerfileText text) => text.Run(
        "The project itself comes last: a code change re-runs nothing above. Its wheel is mounted: copying it would store the project in the image " +
            "twice.\n" + PipInstallReason,
        ["type=bind,from=project,source=/dist,target=/dist"],
        $"{PipInstall.Replace("pip install", $"pip --python {Environment}/bin/python install")} /dist/*.whl");

    protected void WriteProjectStage(DockerfileText text, string from)
    {
        if (!InstallsProject)
            return;
        text.Stage("The project as a wheel.");
        text.Add("", $"FROM {(BuildPackages.Count > 0 ? "dependencies" : from)} AS project");
        var version = WriteVersion(text, FolderIn("/src"));
        text.Run(
            "The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded.",
            ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)],
            [.. version, $"pip wheel --no-deps --wheel-dir /dist {FolderIn("/src")}"]);
    }
}
