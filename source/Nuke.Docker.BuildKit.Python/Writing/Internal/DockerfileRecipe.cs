using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>The parts common to all Dockerfiles; each manager installs dependencies in its own way.</summary>
internal abstract partial class DockerfileRecipe(PythonProject project, DockerfileOptions options)
{
    // compileall over the whole folder would store the bytecode of lower layers again in this one.
    protected const string PipInstall = "SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore";

    protected const string PipInstallReason =
        "--no-index, --no-deps: install exactly these, nothing from the network. --no-cache-dir: store no pip cache in the image. " +
        "SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the source's hash, not its time, so that the same packages produce the same layer.";

    protected PythonProject Project => project;

    protected DockerfileOptions Options => options;

    /// <summary>True if the project is installed as a package.</summary>
    protected virtual bool InstallsProject => project.Installable;

    /// <summary>True if the program is part of an installed package; otherwise its files are copied.</summary>
    protected virtual bool InstallsProgram => InstallsProject;

    /// <summary>The options that install the chosen extras and groups, each after a space.</summary>
    protected string Chosen(string extra, string group) =>
        string.Concat(project.Chosen.Select(choice => $" {(choice.Optional ? extra : group)} {choice.Name}"));

    /// <summary>The folder of the project in a stage.</summary>
    /// <param name="root">The folder of the build context in the stage.</param>
    protected string FolderIn(string root) => project.ContextFolder switch
    {
        "" => root,
        var folder => Mounts.IsUnusual(folder) ? $"\"{root}/{folder}\"" : $"{root}/{folder}",
    };

    protected bool CopiesSources =>
        !InstallsProgram || options.Sources.Count > 0 || project.ReleaseCommands.Any(ReadsSources)
        || project.StartCommand.Any(argument => argument.EndsWith(".py", StringComparison.Ordinal));

    // manage.py and alembic.ini are not part of the package.
    private bool ReadsSources(ReleaseCommand release) => !release.Command.StartsWith("python -m ", StringComparison.Ordinal)
        && !project.ConsoleScripts.Any(script => script.Name == release.Command.Split(' ')[0])
        && release.Where?.File.EndsWith(".toml", StringComparison.Ordinal) != true;

    protected IReadOnlyList<string> BuildPackages =>
        [.. project.SystemPackages.Build.Select(package => package.Name).Concat(options.BuildPackages).Distinct().Order(StringComparer.Ordinal)];

    protected IReadOnlyList<string> RuntimePackages =>
        [.. project.SystemPackages.Runtime.Select(package => package.Name).Concat(options.RuntimePackages).Distinct().Order(StringComparer.Ordinal)];

    public static DockerfileRecipe For(PythonProject project, DockerfileOptions options) => project.PackageManager switch
    {
        PackageManager.Uv => new UvRecipe(project, options),
        PackageManager.Poetry => new PoetryRecipe(project, options),
        PackageManager.Pdm => new PdmRecipe(project, options),
        PackageManager.Pipenv => new PipenvRecipe(project, options),
        // pylock.toml may be the only file that names the dependencies.
        PackageManager.Pip when project.Installable || project.LockFile is not null || project.Dependencies.Any(dependency => dependency.Group is null) =>
            new PipRecipe(project, options),
        _ => new ScriptRecipe(project, options),
    };

    public void WriteHead(DockerfileText text)
    {
        text.Add("No \"# syntax=\" line: BuildKit has every feature used here, and that line would fetch a frontend image at each build.");
        if (project.Context is { } context)
            text.Add(
                $"The build context is a folder above this one. Build the image there: docker\u00A0build\u00A0--file\u00A0{context.Folder}/Dockerfile\u00A0.");
        var image = DockerfileWriter.BaseImageOf(project, options);
        text.Add(
            "The base image. Override it with --build-arg PYTHON_IMAGE=… (for example, a mirror or another Python version)."
            + (options.BaseImageDigest is null ? "" : " The digest pins it: you get security fixes only when you change it."),
            $"ARG PYTHON_IMAGE={image}{(options.BaseImageDigest is { } digest ? $"@{digest}" : "")}");
        WriteArguments(text);
    }

    public abstract void WriteBuildStages(DockerfileText text);

    public void WriteRuntimeStage(DockerfileText text)
    {
        text.Stage("The runtime image.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS runtime");
        WriteApt(
            text,
            RuntimePackages,
            "Libraries and programs that the dependencies use at run time. Compilers stay in the previous stage. Logs and ldconfig's cache contain times: "
                + "without them, the same packages produce the same layer.",
            "rm -f /var/log/apt/*.log /var/log/dpkg.log /var/log/alternatives.log /var/cache/ldconfig/aux-cache");
        WriteEnvironment(text);
        text.Add(
            "A user without privileges. The fixed ID keeps the owner of files on volumes and lets Kubernetes check runAsNonRoot. Libraries keep caches and "
                + "settings in its home folder. SOURCE_DATE_EPOCH: /etc/shadow does not contain the day of the build.",
            $"RUN SOURCE_DATE_EPOCH=0 useradd --uid {options.UserId} --user-group --create-home --home-dir /home/app --shell /usr/sbin/nologin app");
        text.Add("The folder for relative paths from here on.", "WORKDIR /app");
        WriteWritable(text, project.WritableFolders.Where(folder => !CopiesSources || !IsReset(folder)));
        WriteDependencies(text);
        foreach (var command in project.SetupCommands)
            WriteSetup(text, command);
        if (InstallsProject)
            WriteProject(text);
        if (CopiesSources)
        {
            WriteSources(text);
            WriteWritable(text, project.WritableFolders.Where(IsReset));
        }

        WriteStart(text);
        WriteLabels(text);
    }

    /// <summary>Writes further ARGs before the first FROM.</summary>
    protected virtual void WriteArguments(DockerfileText text)
    {
    }

    /// <summary>Writes the steps that add the dependencies to the runtime image.</summary>
    protected abstract void WriteDependencies(DockerfileText text);

    protected virtual void WriteProject(DockerfileText text)
    {
    }

    /// <summary>The folder to put first in PATH; null: packages are installed into the image's own Python.</summary>
    protected virtual string? BinDirectory => null;

    protected static void WriteApt(DockerfileText text, IReadOnlyList<string> packages, string reason, params ReadOnlySpan<string> end)
    {
        if (packages.Count == 0)
            return;
        text.Run(
            $"{reason}\nThe cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one process at a " +
                $"time. docker-clean is the base image's setting that deletes downloads.",
            ["type=cache,target=/var/cache/apt,sharing=locked", "type=cache,target=/var/lib/apt,sharing=locked"],
            [
                "rm -f /etc/apt/apt.conf.d/docker-clean", "apt-get update",
                $"apt-get install --yes --no-install-recommends {string.Join(' ', packages)}", .. end,
            ]);
    }

    /// <summary>Writes the builder's packages, and how Git uses SSH.</summary>
    protected void WriteBuildPackages(DockerfileText text)
    {
        WriteApt(text, BuildPackages, "Compilers and headers for packages without wheels.");
        if (project.NeedsSsh)
            text.Add(
                "A dependency is fetched with SSH, using the agent of the machine that builds (--ssh\u00A0default). "
                    + "The host's key is accepted when it is first "
                    + "seen: write it to /root/.ssh/known_hosts here to check it.",
                "ENV GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=accept-new\"");
    }

    /// <summary>Writes the arguments that give packages their versions, because the build has no Git, and returns the commands that must come first.</summary>
    /// <param name="text">The Dockerfile.</param>
    /// <param name="root">The folder of the build context in the stage.</param>
    protected IReadOnlyList<string> WriteVersion(DockerfileText text, string root) => WriteVersion(text, root, project.VersionTools);

    /// <summary>As above, for the libraries that the dependency step builds.</summary>
    protected IReadOnlyList<string> WriteLibraryVersions(DockerfileText text) => WriteVersion(text, ".", project.LibraryVersionTools);

    private static IReadOnlyList<string> WriteVersion(DockerfileText text, string root, IReadOnlyList<GitVersionTool> tools)
    {
        if (tools.Count == 0)
            return [];
        var variables = tools.Select(tool => tool.Variable).Distinct().ToList();
        text.Add(
            $"The version, which {tools[0].Name} would take from Git. The context has no .git, because each commit would change it. DockerBuild "
                + $"computes this argument from Git; docker itself needs --build-arg\u00A0{variables[0]}=….",
            [.. variables.Select(variable => $"ARG {variable}={GitVersionTool.Unknown}")]);
        // As in a source archive, which has no .git either.
        return
        [
            .. tools.Where(tool => !tool.ReadsVariable).Select(tool => "printf 'Metadata-Version: 2.1\\nName: %s\\nVersion: %s\\n' "
                + $"{tool.Package} \"${{{tool.Variable}}}\" > {root}{(tool.Folder.Length == 0 ? "" : $"/{tool.Folder}")}/PKG-INFO"),
        ];
    }

    private void WriteEnvironment(DockerfileText text)
    {
        List<string> variables = ["PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"];
        var reason = "PYTHONUNBUFFERED: log lines appear immediately. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.";
        if (BinDirectory is { } directory)
        {
            variables.Add($"PATH=\"{directory}:$PATH\"");
            reason += " PATH: python and all commands come from the virtual environment.";
        }

        if (CopiesSources && !InstallsProgram && project.Layout == PackageLayout.Source
            && !project.StartCommand.Any(argument => argument.StartsWith("src/", StringComparison.Ordinal)))
        {
            variables.Add("PYTHONPATH=/app/src");
            reason += " PYTHONPATH: modules are below src.";
        }

        else if (CopiesSources && !InstallsProgram && project.ImportRoot.Length > 0)
        {
            variables.Add($"PYTHONPATH=/app/{project.ImportRoot}");
            reason += $" PYTHONPATH: modules are below {project.ImportRoot}.";
        }

        if (project.Framework == PythonFramework.Dash)
        {
            variables.Add("HOST=0.0.0.0");
            reason += " HOST: listen on all addresses; the default is unreachable from outside the container.";
        }

        if (project.Framework == PythonFramework.Gradio)
        {
            variables.Add("GRADIO_SERVER_NAME=0.0.0.0");
            reason += " GRADIO_SERVER_NAME: listen on all addresses; the default is unreachable from outside the container.";
        }

        text.Add(reason, $"ENV {string.Join(" \\\n    ", variables)}");
    }

    // COPY gives a folder that it contains back to root. The others need no step after it, which would run after each change of code.
    private static bool IsReset(WritableFolder folder) => folder.IsCopied && !folder.Path.StartsWith('/');

    private void WriteWritable(DockerfileText text, IEnumerable<WritableFolder> writable)
    {
        List<string> folders =
        [
            .. writable.Select(folder => folder.Path.Length == 0 ? "/app" : folder.Path.StartsWith('/') ? folder.Path : $"/app/{folder.Path}"),
        ];
        if (folders.Count == 0)
            return;
        text.Add(
            "The program writes to these folders. What it writes is lost with the container unless a volume is mounted there.",
            $"RUN install --directory --owner={options.UserId} --group={options.UserId} {string.Join(' ', folders)}");
    }

    private static void WriteSetup(DockerfileText text, SetupCommand setup)
    {
        var reason = $"{setup.Dependency} downloads further files with its own command: in a separate layer, before the code.";
        if (setup.Environment is { } variable)
            text.Add($"{reason} {variable.Split('=')[0]}: where the program, which does not run as root, finds them.", $"ENV {variable}",
                $"RUN {setup.Command}");
        else
            text.Add(reason, $"RUN {setup.Command}");
    }

    private void WriteSources(DockerfileText text)
    {
        const string reason = "The code comes last: a change re-runs nothing above. root owns it, so the program cannot change itself.";
        var folder = project.Context is { } context ? $"{context.Folder}/" : "";
        if (options.Sources.Count == 0)
        {
            text.Add(
                $"{reason} {(folder.Length == 0 ? "" : "Dockerfile")}.dockerignore lists the excluded files.",
                folder.Length == 0 ? "COPY . ." : Copy(folder, "./"));
            return;
        }

        text.Add(reason, [.. options.Sources.Select(source => Copy(folder + source, $"./{source}"))]);
    }

    private static string Copy(string source, string target) =>
        source.Contains(' ') ? $"COPY {DockerfileJson.List([source, target])}" : $"COPY {source} {target}";
}
