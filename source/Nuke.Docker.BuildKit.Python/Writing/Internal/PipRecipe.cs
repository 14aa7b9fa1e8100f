using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Recipe for pip: one stage builds wheels of the dependencies, the next mounts them.</summary>
internal sealed class PipRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    private const string HeavyFolder = "/heavy";

    private bool NamesItself => Project.Dependencies.Any(dependency => dependency is { Group: null, Source: "." });

    /// <summary>True if only building the project determines the dependencies: setup.py computes them, or setup.cfg lists them.</summary>
    private bool Opaque =>
        Project.RequirementsFile is null && Project.LockFile is null && !Project.Dependencies.Any(dependency => dependency.Group is null
            && dependency.Where?.File == "pyproject.toml");

    private bool HasDependencies =>
        Opaque || Project.LockFile is not null || Project.Dependencies.Any(dependency => dependency.Group is null && dependency.Source != "."
            && !Heavy.Contains(dependency.Name));

    private IReadOnlyList<string> Heavy => Options.HeavyLayer && Project.RequirementsFile is not null ? HeavyLines.Names(Project) : [];

    /// <summary>
    /// True if pip has to resolve all packages together, because not all versions are exact. The large wheels are then separated from the others afterwards.
    /// </summary>
    private bool SplitsWheels => Options.HeavyLayer && Heavy.Count == 0 && Project.HeavyDependencies.Count > 0;

    // In units that every find knows.
    private IReadOnlyList<string> Split =>
        SplitsWheels ? [$"mkdir -p {HeavyFolder}", $"find /wheels -name '*.whl' -size +10240k -exec mv {{}} {HeavyFolder}/ \\;"] : [];

    protected override bool InstallsProject => Project.Installable
        && (Project.RequirementsFile is null || NamesItself
            || (Project.StartCommand is [var command, ..] && Project.ConsoleScripts.Any(script => script.Name == command)));

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage("Build wheels of the dependencies. Compilers and headers stay in this stage.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS builder");
        WriteBuildPackages(text);
        text.Add("", $"WORKDIR {FolderIn("/src")}");
        if (Opaque)
        {
            WriteOpaque(text);
            return;
        }

        if (Heavy.Count > 0)
            WriteHeavy(text);
        if (HasDependencies)
            WriteWheels(text);
        if (InstallsProject)
            WriteProjectWheel(text);
    }

    protected override void WriteDependencies(DockerfileText text)
    {
        if (Heavy.Count > 0)
            WriteInstall(text, "heavy", HeavyFolder, "The large packages in their own layer, which is rebuilt only when one of them changes.");
        if (SplitsWheels && HasDependencies)
        {
            // Either folder may be empty.
            WriteInstall(text, "builder", HeavyFolder, "The large packages in their own layer, which stays the same for as long as they do.", maybe: true);
            WriteInstall(
                text, "builder", "/wheels", "The other packages. All are mounted: copying them would store every package in the image twice.", maybe: true);
            return;
        }

        if (HasDependencies)
            WriteInstall(text, Heavy.Count > 0 ? "wheels"
                : "builder", "/wheels",
                "Install the wheels of the previous stage. They are mounted: copying them would store every package in the image twice.");
    }

    protected override void WriteProject(DockerfileText text)
    {
        if (!Opaque)
            WriteInstall(text, "project", "/dist", "The project itself comes last: a code change re-runs nothing above.");
    }

    private static void WriteInstall(DockerfileText text, string stage, string folder, string reason, bool maybe = false) => text.Run(
        $"{reason}\n{PipInstallReason}",
        [$"type=bind,from={stage},source={folder},target={folder}"],
        $"{(maybe ? $"[ -z \"$(ls {folder})\" ] || " : "")}{PipInstall} {folder}/*.whl");

    private void WriteWheels(DockerfileText text)
    {
        var (prepare, file) = RequirementsCommand();
        List<string> mounts =
            [.. ManifestStage.IsUsed(Project) ? ManifestStage.RequirementMounts(Project) : Mounts.Inputs(Project,
                [Project.RequirementsFile ?? "pyproject.toml"]), Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)];
        var versions = WriteLibraryVersions(text);
        // pip wheel puts all resolved packages into its folder, including the large ones, unless it finds them there: links spare it the copy.
        List<string> commands =
        [
            .. versions, .. prepare,
            .. Heavy.Count > 0 ? [HeavyLines.Constraints(Heavy), "mkdir -p /wheels", $"ln -s {HeavyFolder}/*.whl /wheels/"] : (string[])[],
        ];
        commands.Add($"pip wheel --wheel-dir /wheels {(Heavy.Count > 0 ? "--find-links /heavy --constraint /tmp/constraints.txt " : "")}--requirement {file}");
        if (Heavy.Count > 0)
        {
            mounts.Add("type=bind,from=heavy,source=/heavy,target=/heavy");
            commands.Add("(cd /heavy && for wheel in *.whl; do rm -f \"/wheels/$wheel\"; done)");
        }

        commands.AddRange(Split);
        text.Run(
            "The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.\n" +
            "The cache mount keeps pip's downloads and built wheels between builds, outside the image: after a change, only new packages are downloaded.\n" +
            "The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored " +
                "(--secret\u00A0id=pip,src=pip.conf)."
            + (Heavy.Count > 0 ? "\nPackages of the previous stage are used in the version built there, and neither copied nor stored twice."
                : SplitsWheels ? "\nWheels of more than 10 MB go into a folder of their own, from which the runtime stage installs them first." : "")
                + Mounts.SecretsReason(Project),
            mounts, commands);
    }

    /// <summary>Commands to run before pip can read the requirements, and the file that it then reads.</summary>
    private (IReadOnlyList<string> Prepare, string File) RequirementsCommand()
    {
        if (ManifestStage.IsUsed(Project))
            return ([], ManifestStage.Requirements);
        if (Project.RequirementsFile is not { } file)
        {
            // pip has no option for "the dependencies without the project".
            return ([$"python -c \"{HeavyLines.Toml(Project)}; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\\n')\" > " +
                $"/tmp/requirements.txt"], "/tmp/requirements.txt");
        }

        if (!NamesItself)
            return ([], file);
        // Next to the original, because it may include others by relative path.
        var without = file[..^".txt".Length] + ".without-project.txt";
        return ([$"grep -vE '^(-e *|--editable[= ]*)?\\./?(\\[[^]]*\\])? *$' {file} > {without}"], without);
    }

    private void WriteHeavy(DockerfileText text)
    {
        text.Stage("The large packages, which rarely change.");
        text.Add("", $"FROM builder AS {HeavyLines.Stage}");
        text.Run(HeavyLines.Reason, Mounts.Inputs(Project, [Project.RequirementsFile!]), HeavyLines.Commands(Project, Heavy));
        text.Add("", "FROM builder AS heavy");
        text.Run(
            "As in the stage of the other packages below, which explains the mounts.",
            [HeavyLines.Mount, Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)],
            "pip wheel --wheel-dir /heavy --no-deps --requirement /heavy.txt");
        text.Stage("All other packages.");
        text.Add("", "FROM builder AS wheels");
    }

    private void WriteProjectWheel(DockerfileText text)
    {
        text.Stage("The project as a wheel.");
        text.Add("", "FROM builder AS project");
        var version = WriteVersion(text, FolderIn("/src"));
        text.Run(
            "The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded.",
            ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)],
            [.. version, $"pip wheel --no-deps --wheel-dir /dist {FolderIn("/src")}"]);
    }

    private void WriteOpaque(DockerfileText text)
    {
        var version = WriteVersion(text, FolderIn("/src"));
        text.Run(
            "setup.py or setup.cfg declares the dependencies, and only building the project determines them: this step runs again after each code change. " +
            "If they were in [project] in pyproject.toml, it would run only when they change.\n" +
            "The cache mount keeps pip's downloads and built wheels between builds, outside the image. The secret is optional: a pip.conf for a private index."
                + Mounts.SecretsReason(Project),
            ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)],
            [.. version, $"pip wheel --wheel-dir /wheels {FolderIn("/src")}", .. Split]);
    }
}
