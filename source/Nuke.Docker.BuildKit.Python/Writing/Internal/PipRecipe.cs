using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>pip: dependencies become wheels in one stage and are lent to the next.</summary>
internal sealed class PipRecipe(PythonProject project, DockerfileOptions options) : DockerfileRecipe(project, options)
{
    private bool NamesItself => Project.Dependencies.Any(dependency => dependency is { Group: null, Source: "." });

    /// <summary>Dependencies that only building the project would tell: setup.py computes them, or setup.cfg holds them.</summary>
    private bool Opaque => Project.RequirementsFile is null && !Project.Dependencies.Any(dependency => dependency.Group is null && dependency.Where?.File == "pyproject.toml");

    private bool HasDependencies => Opaque || Project.Dependencies.Any(dependency => dependency.Group is null && dependency.Source != "." && !Heavy.Contains(dependency.Name));

    private IReadOnlyList<string> Heavy => Options.HeavyLayer && Project.RequirementsFile is not null ? HeavyLines.Names(Project) : [];

    protected override bool InstallsProject => Project.Installable
        && (Project.RequirementsFile is null || NamesItself || (Project.StartCommand is [var command, ..] && Project.ConsoleScripts.Any(script => script.Name == command)));

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage("Turn the dependencies into wheels. Compilers and headers are needed here only, and stay here.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS builder");
        WriteApt(text, BuildPackages, "Compilers and headers for packages that have no wheels of their own.");
        text.Add("", "WORKDIR /src");
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
            WriteInstall(text, "heavy", "/heavy", "The big packages in a layer of their own: it is made anew only when one of them changes.");
        if (HasDependencies)
            WriteInstall(text, Heavy.Count > 0 ? "wheels" : "builder", "/wheels", "Install from the wheels of the stage before. They are lent: copying them would put every package into the image twice.");
    }

    protected override void WriteProject(DockerfileText text)
    {
        if (!Opaque)
            WriteInstall(text, "project", "/dist", "The project itself comes last: a change of its code re-runs nothing above.");
    }

    private static void WriteInstall(DockerfileText text, string stage, string folder, string reason) => text.Run(
        $"{reason}\n{PipInstallReason}",
        [$"type=bind,from={stage},source={folder},target={folder}"],
        $"{PipInstall} {folder}/*.whl");

    private void WriteWheels(DockerfileText text)
    {
        var (prepare, file) = RequirementsCommand();
        List<string> mounts = [.. Mounts.Inputs(Project, [Project.RequirementsFile ?? "pyproject.toml"]), Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)];
        List<string> commands = [.. prepare, .. Heavy.Count > 0 ? [HeavyLines.Constraints(Heavy)] : (string[])[]];
        commands.Add($"pip wheel --wheel-dir /wheels {(Heavy.Count > 0 ? "--find-links /heavy --constraint /tmp/constraints.txt " : "")}--requirement {file}");
        if (Heavy.Count > 0)
        {
            mounts.Add("type=bind,from=heavy,source=/heavy,target=/heavy");
            // pip wheel puts all that it resolves into its folder, the big ones, too.
            commands.Add("(cd /heavy && for wheel in *.whl; do rm -f \"/wheels/$wheel\"; done)");
        }

        text.Run(
            "The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no other time.\n" +
            "The cache mount keeps pip's downloads and the wheels it built between builds, outside the image: after a change only what is new is fetched.\n" +
            "The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere (--secret\u00A0id=pip,src=pip.conf)."
            + (Heavy.Count > 0 ? "\nWhat the stage before has made is taken from there in the version that it has, and not kept twice." : "") + Mounts.SecretsReason(Project),
            mounts, commands);
    }

    /// <summary>What must happen before pip can read the requirements, and the file that it reads then.</summary>
    private (IReadOnlyList<string> Prepare, string File) RequirementsCommand()
    {
        if (Project.RequirementsFile is not { } file)
        {
            // pip has no option for "the dependencies without the project".
            return ([$"python -c \"{HeavyLines.Toml(Project)}; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\\n')\" > /tmp/requirements.txt"], "/tmp/requirements.txt");
        }

        if (!NamesItself)
            return ([], file);
        // Beside the original, since it may include others by relative paths.
        var without = file[..^".txt".Length] + ".without-project.txt";
        return ([$"grep -vE '^(-e *|--editable[= ]*)?\\./?(\\[[^]]*\\])? *$' {file} > {without}"], without);
    }

    private void WriteHeavy(DockerfileText text)
    {
        text.Stage("The big packages, which rarely change, on their own.");
        text.Add("", $"FROM builder AS {HeavyLines.Stage}");
        text.Run(HeavyLines.Reason, Mounts.Inputs(Project, [Project.RequirementsFile!]), HeavyLines.Commands(Project, Heavy));
        text.Add("", "FROM builder AS heavy");
        text.Run(
            "As in the stage of the other packages below; see there for the mounts.",
            [HeavyLines.Mount, Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)],
            $"pip wheel --wheel-dir /heavy{(Pinned ? " --no-deps" : "")} --requirement /heavy.txt");
        text.Stage("All others.");
        text.Add("", "FROM builder AS wheels");
    }

    /// <summary>Whether the requirements hold what the big packages need in turn, as pip-compile and pip freeze write them.</summary>
    private bool Pinned => Project.LockedPackages.Count > 0 && Project.Dependencies.Where(dependency => dependency is { Group: null, Source: null }).All(dependency => dependency.Specifier.StartsWith("==", StringComparison.Ordinal));

    private void WriteProjectWheel(DockerfileText text)
    {
        text.Stage("The project as a wheel.");
        text.Add("", "FROM builder AS project");
        text.Run(
            "The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away.",
            ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)],
            "pip wheel --no-deps --wheel-dir /dist /src");
    }

    private void WriteOpaque(DockerfileText text) => text.Run(
        "setup.py or setup.cfg names the dependencies, and only a build of the project tells them: this step runs again at each change of the code. " +
        "Moving them to [project] in pyproject.toml would let it run when they change and at no other time.\n" +
        "The cache mount keeps pip's downloads and the wheels it built between builds, outside the image. The secret is optional: a pip.conf for a private index." + Mounts.SecretsReason(Project),
        ["type=bind,target=/src,rw", Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)],
        "pip wheel --wheel-dir /wheels /src");
}
