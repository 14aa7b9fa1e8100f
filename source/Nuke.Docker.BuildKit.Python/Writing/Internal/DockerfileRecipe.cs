using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>The parts that all Dockerfiles have in common; how dependencies come about is each manager's own.</summary>
internal abstract partial class DockerfileRecipe(PythonProject project, DockerfileOptions options)
{
    // compileall over the whole folder would write the bytecode of the layers below once more into this one.
    protected const string PipInstall = "SOURCE_DATE_EPOCH=0 pip install --no-cache-dir --no-deps --no-index --root-user-action=ignore";

    protected const string PipInstallReason =
        "--no-index, --no-deps: exactly these, nothing from the network. --no-cache-dir: pip leaves no cache in the image. " +
        "SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time, so that the same packages give the same layer.";

    protected PythonProject Project => project;

    protected DockerfileOptions Options => options;

    /// <summary>Whether the project is installed as a package. Otherwise its files are copied and run where they lie.</summary>
    protected virtual bool InstallsProject => project.Installable;

    protected bool CopiesSources => !InstallsProject || options.Sources.Count > 0 || project.StartCommand.Any(argument => argument.EndsWith(".py", StringComparison.Ordinal));

    protected IReadOnlyList<string> BuildPackages => [.. project.SystemPackages.Build.Select(package => package.Name).Concat(options.BuildPackages).Distinct().Order(StringComparer.Ordinal)];

    protected IReadOnlyList<string> RuntimePackages => [.. project.SystemPackages.Runtime.Select(package => package.Name).Concat(options.RuntimePackages).Distinct().Order(StringComparer.Ordinal)];

    public static DockerfileRecipe For(PythonProject project, DockerfileOptions options) => project.PackageManager switch
    {
        PackageManager.Uv => new UvRecipe(project, options),
        PackageManager.Poetry => new PoetryRecipe(project, options),
        PackageManager.Pdm => new PdmRecipe(project, options),
        PackageManager.Pipenv => new PipenvRecipe(project, options),
        PackageManager.Pip when project.Installable || project.Dependencies.Any(dependency => dependency.Group is null) => new PipRecipe(project, options),
        _ => new ScriptRecipe(project, options),
    };

    public void WriteHead(DockerfileText text)
    {
        text.Add("No \"# syntax=\" line: every feature used here is built into BuildKit, and that line would fetch a frontend image at each build.");
        var image = DockerfileWriter.BaseImageOf(project, options);
        text.Add(
            "The image to start from. Override it with --build-arg PYTHON_IMAGE=… (for instance a mirror, or another Python version)."
            + (options.BaseImageDigest is null ? "" : " The digest pins it: the same build gives the same image, and security fixes come when you change it."),
            $"ARG PYTHON_IMAGE={image}{(options.BaseImageDigest is { } digest ? $"@{digest}" : "")}");
        WriteArguments(text);
    }

    public abstract void WriteBuildStages(DockerfileText text);

    public void WriteRuntimeStage(DockerfileText text)
    {
        text.Stage("The image that runs.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS runtime");
        WriteApt(text, RuntimePackages, "Libraries and programs that the dependencies use when they run. No compilers: those stay in the stage before.");
        WriteEnvironment(text);
        text.Add(
            "A user without rights. The number is fixed, so that files on volumes keep their owner and Kubernetes can check runAsNonRoot.",
            $"RUN useradd --uid {options.UserId} --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app");
        text.Add("Paths from here on start in this folder.", "WORKDIR /app");
        WriteDependencies(text);
        foreach (var command in project.SetupCommands)
            WriteSetup(text, command);
        if (InstallsProject)
            WriteProject(text);
        if (CopiesSources)
            WriteSources(text);
        WriteStart(text);
        WriteLabels(text);
    }

    /// <summary>Further ARGs before the first FROM.</summary>
    protected virtual void WriteArguments(DockerfileText text)
    {
    }

    /// <summary>Brings the dependencies into the image that runs.</summary>
    protected abstract void WriteDependencies(DockerfileText text);

    protected virtual void WriteProject(DockerfileText text)
    {
    }

    /// <summary>A folder that must come first in PATH; null: packages are installed into the image's own Python.</summary>
    protected virtual string? BinDirectory => null;

    protected static void WriteApt(DockerfileText text, IReadOnlyList<string> packages, string reason)
    {
        if (packages.Count == 0)
            return;
        text.Run(
            $"{reason}\nThe cache mounts keep apt's lists and downloads between builds, outside the image; locked, because apt allows one user at a time. docker-clean is the base image's rule to throw downloads away.",
            ["type=cache,target=/var/cache/apt,sharing=locked", "type=cache,target=/var/lib/apt,sharing=locked"],
            "rm -f /etc/apt/apt.conf.d/docker-clean", "apt-get update", $"apt-get install --yes --no-install-recommends {string.Join(' ', packages)}");
    }

    private void WriteEnvironment(DockerfileText text)
    {
        List<string> variables = ["PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"];
        var reason = "PYTHONUNBUFFERED: log lines appear at once. PYTHONDONTWRITEBYTECODE: the running program writes no .pyc files.";
        if (BinDirectory is { } directory)
        {
            variables.Add($"PATH=\"{directory}:$PATH\"");
            reason += " PATH: python and all commands come from the virtual environment.";
        }

        if (CopiesSources && !InstallsProject && project.Layout == PackageLayout.Source && !project.StartCommand.Any(argument => argument.StartsWith("src/", StringComparison.Ordinal)))
        {
            variables.Add("PYTHONPATH=/app/src");
            reason += " PYTHONPATH: modules are below src.";
        }

        if (project.Framework == PythonFramework.Gradio)
        {
            variables.Add("GRADIO_SERVER_NAME=0.0.0.0");
            reason += " GRADIO_SERVER_NAME: listen on all addresses; the default can't be reached from outside the container.";
        }

        text.Add(reason, $"ENV {string.Join(" \\\n    ", variables)}");
    }

    private static void WriteSetup(DockerfileText text, SetupCommand setup)
    {
        var reason = $"{setup.Dependency} fetches the rest of what it needs by a command of its own: in a layer of its own, before the code.";
        if (setup.Environment is { } variable)
            text.Add($"{reason} {variable.Split('=')[0]}: where the program finds it, which isn't root.", $"ENV {variable}", $"RUN {setup.Command}");
        else
            text.Add(reason, $"RUN {setup.Command}");
    }

    private void WriteSources(DockerfileText text)
    {
        const string reason = "The code comes last: a change of it re-runs nothing above. It belongs to root, so the program can't change itself.";
        if (options.Sources.Count == 0)
        {
            text.Add($"{reason} .dockerignore says what stays out.", "COPY . .");
            return;
        }

        text.Add(reason, [.. options.Sources.Select(source => source.Contains(' ') ? $"COPY {DockerfileJson.List([source, $"./{source}"])}" : $"COPY {source} ./{source}")]);
    }
}
