using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Recipe for uv: with a lock, a workspace, without a lock, or from requirements.</summary>
internal sealed class UvRecipe(PythonProject project, DockerfileOptions options) : VenvRecipe(project, options)
{
    private const string UvCache = "type=cache,target=/root/.cache/uv";
    private const string UvConfiguration = "type=secret,id=uv,target=/etc/uv/uv.toml";

    private const string NoLock = " Without a uv.lock, each build may install other versions: run uv lock and commit the result.";

    private bool IsWorkspace => Project.WorkspaceMembers.Count > 0 || IsMember;

    /// <summary>True if the image is that of one member, whose dependencies alone are installed.</summary>
    private bool IsMember => Project.Workspace is not null;

    private string Package => (IsMember ? $" --package {Project.Name}" : "") + Chosen("--extra", "--group");

    /// <summary>The runtime stage copies the large packages and runs uv for the rest. With a lock, uv separates them itself.</summary>
    private bool SplitsLock => MaySplit && Project.LockFile is not null && Project.HeavyDependencies.Count > 0;

    private bool SplitsLines => Project.LockFile is null && Heavy.Count > 0;

    // The root of a workspace exists for its members. A member may need others that are packages without being one.
    protected override bool InstallsProject => Project.RequirementsFile is null
        && (Project.Workspace is { } workspace ? workspace.Installed.Count > 0 : Project.Installable || IsWorkspace);

    protected override bool InstallsProgram => IsMember ? Project.Installable : InstallsProject;

    private string NotYet => IsWorkspace ? "--no-install-workspace" : "--no-install-project";

    private string NotEditable => HasEditable ? $" --no-editable: {NotEditableReason}" : "";

    private string Sync => $"uv sync{Lock}{(HasEditable ? " --no-editable" : "")}";

    /// <summary>uv needs all members' sources to check that the lock is current, so the check runs in the stage that mounts them.</summary>
    private string Lock => Project.LockFile is null ? Package : IsWorkspace ? $" --frozen{Package}" : $" --locked{Package}";

    private IReadOnlyList<string> InputMounts =>
        Mounts.Inputs(Project, Project.RequirementsFile is { } file ? [file] : Project.LockFile is { } lockFile ? [lockFile, "pyproject.toml"]
        : ["pyproject.toml"]);

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage("Only the programs of uv.");
        text.Add("A separate stage, so that ARG UV_IMAGE or a build context named uv can replace it.", "FROM ${UV_IMAGE} AS uv");
        text.Stage("Install the dependencies with uv. Compilers and uv itself stay in this stage.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS dependencies");
        WriteBuildPackages(text);
        text.Add("", "COPY --from=uv /uv /uvx /bin/");
        WriteVariables(text);
        text.Add("", $"WORKDIR {FolderIn("/app")}");
        if (SplitsLock)
            WriteHeavy(text);
        else if (SplitsLines)
            WriteHeavyLines(text);
        else
            WriteSync(text);
        if (InstallsProject)
            WriteUvProject(text);
    }

    protected override void WriteArguments(DockerfileText text) => text.Add(
        "The image that contains uv. Override it with --build-arg UV_IMAGE=… (a mirror, another version) or --build-context uv=…; only /uv and /uvx are used.",
        $"ARG UV_IMAGE={Options.UvImage}");

    protected override void WriteDependencies(DockerfileText text)
    {
        if (!SplitsLock && !SplitsLines)
        {
            base.WriteDependencies(text);
            return;
        }

        CopyHeavy(text);
        text.Run(
            "The other packages. uv is mounted, like the files that it reads"
                + (SplitsLock ? "; --inexact: keep installed packages." : ", and keeps installed packages that match.")
                + (Project.LockFile is null && Project.RequirementsFile is null ? NoLock : "") + Mounts.SecretsReason(Project),
            ["type=bind,from=uv,source=/uv,target=/usr/local/bin/uv", .. InputMounts, UvCache, UvConfiguration, .. Mounts.Access(Project)],
            SplitsLock ? $"{VariablesInline} {Sync} --inexact {NotYet}"
                : $"{VariablesInline} {PipInstallFrom(Project.RequirementsFile ?? "pyproject.toml")}");
    }

    private string PipInstallFrom(string file) =>
        $"uv pip install --python {Environment}/bin/python --requirement {file}{(file == "pyproject.toml" ? Chosen("--extra", "--group") : "")}";

    protected override void WriteProject(DockerfileText text) => text.Run(
        "The project itself comes last: a code change re-runs nothing above. Its wheel and uv are mounted, so neither is stored in the image.",
        ["type=bind,from=uv,source=/uv,target=/usr/local/bin/uv", "type=bind,from=project,source=/dist,target=/dist"],
        $"PYC_INVALIDATION_MODE=UNCHECKED_HASH uv pip install --python {Environment}/bin/python --no-cache --no-deps --no-index --compile-bytecode " +
            $"/dist/*.whl");

    private const string VariablesInline = "UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 PYC_INVALIDATION_MODE=UNCHECKED_HASH UV_PYTHON_DOWNLOADS=0 UV_NO_DEV=1";

    private void WriteVariables(DockerfileText text) => text.Add(
        "UV_LINK_MODE: links cannot point into the cache mount. UV_COMPILE_BYTECODE: compile bytecode once here, not at each start. PYC_INVALIDATION_MODE: " +
            "refer to the source's hash, not its time, " +
        "so that the same packages produce the same layer. UV_PYTHON_DOWNLOADS: use only the image's Python. UV_NO_DEV: no development dependencies."
            + (Project.ContextFolder.Length == 0 ? "" : " UV_PROJECT_ENVIRONMENT: the environment's folder in the runtime image."),
        $"ENV {VariablesInline.Replace(" ", " \\\n    ")}"
            + (Project.ContextFolder.Length == 0 ? "" : $" \\\n    UV_PROJECT_ENVIRONMENT={Environment}"));

    private void WriteSync(DockerfileText text)
    {
        var commands = Project.RequirementsFile is { } file
            ? (string[])[$"uv venv {Environment}", PipInstallFrom(file)]
            : [$"{Sync} {NotYet}"];
        var versions = WriteLibraryVersions(text);
        text.Run(Reason(), [.. InputMounts, UvCache, UvConfiguration, .. Mounts.Access(Project)], [.. versions, .. commands]);
    }

    private string Reason() =>
        "The files that list the dependencies are only mounted (bind), so this step runs again only when one of them changes.\n" +
        "The cache mount is uv's own cache folder: it keeps downloads and built wheels between builds, outside the image.\n" +
        "The secret is optional: a uv.toml for a private index or a mirror, visible only to this step and never stored (--secret\u00A0id=uv,src=uv.toml)." +
        (Project.RequirementsFile is not null ? ""
            : Project.LockFile is null ? $"\n{NotYet}: not yet the project itself.{NotEditable}{NoLock}"
            : IsWorkspace ? $"\n--frozen: install exactly the locked versions; {(IsMember ? "" : "the lock is checked below. ")}" +
                $"{(IsMember ? "uv lock --check, which needs all members, belongs into CI. --package: only what this member needs. " : "")}" +
                $"{NotYet}: not yet the projects themselves.{NotEditable}"
            : $"\n--locked: install exactly the locked versions, and fail if pyproject.toml has changed since. {NotYet}: not yet the project itself." +
                NotEditable) +
        Mounts.SecretsReason(Project);

    private void WriteHeavy(DockerfileText text)
    {
        var pattern = string.Join('|', Project.HeavyDependencies);
        text.Add("", "FROM dependencies AS heavy");
        text.Run(
            "Only the large packages: all others are listed and excluded. While the large ones do not change, neither does this folder, nor the layer " +
                "copied from it below.\n" + Reason(),
            [.. InputMounts, UvCache, UvConfiguration, .. Mounts.Access(Project)],
            $"uv export{Lock} {(IsMember ? "--no-emit-workspace" : "--no-emit-project")} --no-hashes --no-annotate --no-header | sed 's/[^A-Za-z0-9._-].*//' "
                + $"| grep -vE '^({pattern}|)$' | sed 's/^/--no-install-package=/' > /tmp/others",
            $"{Sync} {NotYet} $(cat /tmp/others)");
    }

    private void WriteHeavyLines(DockerfileText text) => WriteHeavyStages(
        text,
        InputMounts,
        "The cache mount is uv's own cache folder: it keeps downloads and built wheels between builds, outside the image.\n" +
        "The secret is optional: a uv.toml for a private index or a mirror, visible only to this step and never stored (--secret\u00A0id=uv,src=uv.toml).",
        [UvCache, UvConfiguration],
        $"uv venv {Environment}", $"{PipInstallFrom("/heavy.txt")} --no-deps");

    private void WriteUvProject(DockerfileText text)
    {
        text.Stage(IsWorkspace ? "The projects of the workspace as wheels." : "The project as a wheel.");
        text.Add("", "FROM dependencies AS project");
        var version = WriteVersion(text, FolderIn("/app"));
        List<string> commands = IsWorkspace && !IsMember && Project.LockFile is not null ? [.. version, "uv lock --check"] : [.. version];
        // The image's Python has another patch version than the file may ask for.
        var python = Project.PythonVersion.Where is { File: ".python-version" } ? "UV_PYTHON=python3 " : "";
        string[] packages = Project.Workspace is { } workspace ? [.. workspace.Installed.Select(member => $"--package {member.Name} ")]
            : IsWorkspace ? ["--all-packages "] : [""];
        commands.AddRange(packages.Select(package => $"{python}uv build {package}--wheel --out-dir /dist"));
        text.Run(
            "The sources are mounted, not copied. rw: the build backend writes into the source folder; these changes are discarded."
                + (IsWorkspace && !IsMember && Project.LockFile is not null ? " uv lock --check: fail if the lock is not current." : ""),
            ["type=bind,target=/app,rw", UvCache, UvConfiguration, .. Mounts.Access(Project)],
            commands);
    }
}
