using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Recipe for managers that are Python programs: each is installed in its own environment, apart from the project's.</summary>
internal abstract class ToolRecipe(PythonProject project, DockerfileOptions options) : VenvRecipe(project, options)
{
    private const string CompileReason =
        "compileall: compile bytecode once here, not at each start. It refers to the source's hash, not its time, so that the same packages produce the " +
            "same layer; " +
        "a file that does not compile (some packages contain templates) is skipped.";

    /// <summary>The manager's display name.</summary>
    protected abstract string Title { get; }

    /// <summary>The requirement that pip installs: <c>poetry==2.*</c>.</summary>
    protected abstract string Requirement { get; }

    /// <summary>The manager's cache folder for root.</summary>
    protected abstract string CacheDirectory { get; }

    /// <summary>Files that the manager reads.</summary>
    protected abstract IReadOnlyList<string> Files { get; }

    /// <summary>The command with its arguments.</summary>
    protected abstract string InstallCommand { get; }

    /// <summary>An explanation of the arguments.</summary>
    protected abstract string InstallReason { get; }

    protected virtual IReadOnlyList<string> Variables => [];

    /// <summary>The key that makes an installation editable in the manager's files; null: not in production.</summary>
    protected virtual string? EditableKey => null;

    /// <summary>The file that says how libraries are installed.</summary>
    private string? Editable => HasEditable && EditableKey is not null ? Project.LockFile ?? Files[0] : null;

    // A mounted file cannot be replaced, only be written.
    private IReadOnlyList<string> NotEditable => Editable is { } file
        ? [$"sed 's/\\({EditableKey}\"* *[=:] *\\)true/\\1false/' {file} > /tmp/{file}", $"cp /tmp/{file} {file}"] : [];

    private string Reason => InstallReason + (Editable is null ? "" : $" {EditableKey}: {NotEditableReason}");

    private string Program => Title.ToLowerInvariant();

    private string Argument => $"{Title.ToUpperInvariant()}_REQUIREMENT";

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage(Heavy.Count > 0 ? $"{Title}, which installs the dependencies. Only the steps that need it mount it."
            : $"Install the dependencies with {Title}. Compilers and {Title} itself stay in this stage.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS dependencies");
        WriteBuildPackages(text);
        text.Add("A stage must redeclare an ARG from above the first FROM to use it.", $"ARG {Argument}");
        text.Run(
            $"{Title} in its own environment, so that its packages do not mix with the project's. Override the version with --build-arg {Argument}=…\n" +
            "The secret is optional: a pip.conf for a private index or a mirror, visible only to this step and never stored " +
                "(--secret\u00A0id=pip,src=pip.conf).",
            [Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project).Where(secret => secret.Contains("id=netrc", StringComparison.Ordinal))],
            $"python -m venv /opt/{Program}", $"/opt/{Program}/bin/pip install \"${{{Argument}}}\"");
        text.Add("", $"WORKDIR {FolderIn("/app")}");
        text.Add(
            $"The project's environment. {Title} installs into the environment in VIRTUAL_ENV.",
            $"ENV {string.Join(" \\\n    ", [$"VIRTUAL_ENV={Environment}", $"PATH=\"{Environment}/bin:$PATH\"", .. Variables])}",
            "RUN python -m venv --without-pip \"$VIRTUAL_ENV\"");
        if (Heavy.Count > 0)
            WriteHeavy(text);
        else
            WriteInstall(text);
        WriteProjectStage(text, "${PYTHON_IMAGE}");
    }

    protected override void WriteDependencies(DockerfileText text)
    {
        if (Heavy.Count == 0)
        {
            base.WriteDependencies(text);
            return;
        }

        CopyHeavy(text);
        text.Run(
            $"The other packages. {Title} is mounted, like the files that it reads, and keeps installed packages that match. The cache mount is its own " +
                $"cache folder. /tmp is discarded: it only records when this step began.\n" +
            $"{Reason}\n{CompileReason} Only new files are compiled: the others would be stored again in this layer.{Mounts.SecretsReason(Project)}",
            [$"type=bind,from=dependencies,source=/opt/{Program},target=/opt/{Program}", .. Mounts.Inputs(Project, Files, Editable),
                Mounts.Cache(CacheDirectory), "type=tmpfs,target=/tmp", .. Mounts.Access(Project)],
            [
                "touch /tmp/begin", .. NotEditable,
                $"{string.Join(' ', [$"VIRTUAL_ENV={Environment}", .. Variables])} /opt/{Program}/bin/{InstallCommand}",
                $"(find {Environment}/lib -name '*.py' -cnewer /tmp/begin | python -m compileall -q -j 0 --invalidation-mode unchecked-hash -i - || true)",
            ]);
    }

    private void WriteInstall(DockerfileText text)
    {
        var versions = WriteLibraryVersions(text);
        text.Run(
            "The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.\n" +
            $"The cache mount is {Title}'s own cache folder: it keeps downloads between builds, outside the image.\n" +
            $"{Reason}\n{CompileReason}{Mounts.SecretsReason(Project)}",
            [.. Mounts.Inputs(Project, Files, Editable), Mounts.Cache(CacheDirectory), .. Mounts.Access(Project)],
            [
                .. versions, .. NotEditable, $"/opt/{Program}/bin/{InstallCommand}",
                $"(python -m compileall -q -j 0 --invalidation-mode unchecked-hash {Environment}/lib || true)",
            ]);
    }

    private void WriteHeavy(DockerfileText text) => WriteHeavyStages(
        text,
        Mounts.Inputs(Project, Files),
        $"pip installs them into the project's environment, where {Title} finds them. SOURCE_DATE_EPOCH: the bytecode that pip compiles refers to the " +
            $"source's hash, not its time.\n" +
        "The cache mount keeps pip's downloads between builds, outside the image. The secret is optional, as above.",
        [Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Access(Project)],
        $"SOURCE_DATE_EPOCH=0 pip --python {Environment}/bin/python install --root-user-action=ignore --no-deps --requirement /heavy.txt");

    protected override void WriteArguments(DockerfileText text) =>
        text.Add($"The {Title} version that installs the dependencies, as a pip requirement.", $"ARG {Argument}={Requirement}");
}
