using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>uv: with a lock, a workspace, without a lock, or from requirements.</summary>
internal sealed class UvRecipe(PythonProject project, DockerfileOptions options) : VenvRecipe(project, options)
{
    private const string UvCache = "type=cache,target=/root/.cache/uv";
    private const string UvConfiguration = "type=secret,id=uv,target=/etc/uv/uv.toml";

    private const string NoLock = " There is no uv.lock, so each build may take other versions: run uv lock and commit what it writes.";

    private bool IsWorkspace => Project.WorkspaceMembers.Count > 0;

    /// <summary>Heavy packages go into the runtime by a copy, the rest by uv itself; that must then build nothing. With a lock uv tells them apart itself.</summary>
    private bool SplitsLock => Options.HeavyLayer && Project.LockFile is not null && Project.HeavyDependencies.Count > 0 && BuildPackages.Count == 0;

    private bool SplitsLines => Project.LockFile is null && Heavy.Count > 0;

    // The members of a workspace are what its root is for.
    protected override bool InstallsProject => Project.RequirementsFile is null && (Project.Installable || IsWorkspace);

    private string NotYet => IsWorkspace ? "--no-install-workspace" : "--no-install-project";

    /// <summary>uv can't tell that the lock fits without all members' sources, so that is checked where those are.</summary>
    private string Lock => Project.LockFile is null ? "" : IsWorkspace ? " --frozen" : " --locked";

    private IReadOnlyList<string> InputMounts => Mounts.Inputs(Project, Project.RequirementsFile is { } file ? [file] : Project.LockFile is { } lockFile ? [lockFile, "pyproject.toml"] : ["pyproject.toml"]);

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage("uv's programs, and nothing else.");
        text.Add("A stage of its own, so that ARG UV_IMAGE or a build context named uv can take its place.", "FROM ${UV_IMAGE} AS uv");
        text.Stage("Install the dependencies with uv. Compilers and uv itself are needed here only, and stay here.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS dependencies");
        WriteApt(text, BuildPackages, "Compilers and headers for packages that have no wheels of their own.");
        text.Add("", "COPY --from=uv /uv /uvx /bin/");
        WriteVariables(text);
        text.Add("", "WORKDIR /app");
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
        "Where uv comes from. Override it with --build-arg UV_IMAGE=… (a mirror, another version), or with --build-context uv=…: all that is taken from it are /uv and /uvx.",
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
            $"The others, beside them. uv is lent, like the files that it reads{(SplitsLock ? "; --inexact: leave alone what is already there." : ", and leaves alone what fits already.")}{(Project.LockFile is null && Project.RequirementsFile is null ? NoLock : "")}" + Mounts.SecretsReason(Project),
            ["type=bind,from=uv,source=/uv,target=/usr/local/bin/uv", .. InputMounts, UvCache, UvConfiguration, .. Mounts.Secrets(Project)],
            SplitsLock ? $"{VariablesInline} uv sync{Lock} --inexact {NotYet}" : $"{VariablesInline} {PipInstallFrom(Project.RequirementsFile ?? "pyproject.toml")}");
    }

    private static string PipInstallFrom(string file) => $"uv pip install --python {Environment}/bin/python --requirement {file}";

    protected override void WriteProject(DockerfileText text) => text.Run(
        "The project itself comes last: a change of its code re-runs nothing above. Its wheel and uv are lent: neither ends in the image.",
        ["type=bind,from=uv,source=/uv,target=/usr/local/bin/uv", "type=bind,from=project,source=/dist,target=/dist"],
        $"PYC_INVALIDATION_MODE=UNCHECKED_HASH uv pip install --python {Environment}/bin/python --no-cache --no-deps --no-index --compile-bytecode /dist/*.whl");

    private const string VariablesInline = "UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 PYC_INVALIDATION_MODE=UNCHECKED_HASH UV_PYTHON_DOWNLOADS=0 UV_NO_DEV=1";

    private static void WriteVariables(DockerfileText text) => text.Add(
        "UV_LINK_MODE: the cache is a mount, and no link can point into it. UV_COMPILE_BYTECODE: bytecode is made here once and not at each start. PYC_INVALIDATION_MODE binds it to a hash and not to a file's time, " +
        "so that the same packages give the same layer. UV_PYTHON_DOWNLOADS: the image's Python or none. UV_NO_DEV: nothing that only developers need.",
        $"ENV {VariablesInline.Replace(" ", " \\\n    ")}");

    private void WriteSync(DockerfileText text)
    {
        var commands = Project.RequirementsFile is { } file
            ? (string[])[$"uv venv {Environment}", PipInstallFrom(file)]
            : [$"uv sync{Lock} {NotYet}"];
        text.Run(Reason(), [.. InputMounts, UvCache, UvConfiguration, .. Mounts.Secrets(Project)], commands);
    }

    private string Reason() =>
        "The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no other time.\n" +
        "The cache mount is uv's own cache folder: downloads and wheels it built stay there between builds, outside the image.\n" +
        "The secret is optional: a uv.toml for a private index or a mirror, seen by this step and stored nowhere (--secret\u00A0id=uv,src=uv.toml)." +
        (Project.RequirementsFile is not null ? ""
            : Project.LockFile is null ? $"\n{NotYet}: not yet the project itself.{NoLock}"
            : IsWorkspace ? $"\n--frozen: exactly the lock's versions; that it still fits is checked below. {NotYet}: not yet the projects themselves."
            : $"\n--locked: exactly the lock's versions, and fail where pyproject.toml has changed and the lock hasn't. {NotYet}: not yet the project itself.") +
        Mounts.SecretsReason(Project);

    private void WriteHeavy(DockerfileText text)
    {
        var pattern = string.Join('|', Project.HeavyDependencies);
        text.Add("", "FROM dependencies AS heavy");
        text.Run(
            "Only the big packages: the names of all others are listed and left out. While the big ones stay the same, so does this folder, and the layer made of it below.\n" + Reason(),
            [.. InputMounts, UvCache, UvConfiguration, .. Mounts.Secrets(Project)],
            $"uv export{Lock} --no-emit-project --no-hashes --no-annotate --no-header | sed 's/[^A-Za-z0-9._-].*//' | grep -vE '^({pattern}|)$' | sed 's/^/--no-install-package=/' > /tmp/others",
            $"uv sync{Lock} {NotYet} $(cat /tmp/others)");
    }

    private void WriteHeavyLines(DockerfileText text) => WriteHeavyStages(
        text,
        InputMounts,
        "The cache mount is uv's own cache folder: downloads and wheels it built stay there between builds, outside the image.\n" +
        "The secret is optional: a uv.toml for a private index or a mirror, seen by this step and stored nowhere (--secret\u00A0id=uv,src=uv.toml).",
        [UvCache, UvConfiguration],
        $"uv venv {Environment}", PipInstallFrom("/heavy.txt"));

    private void WriteUvProject(DockerfileText text)
    {
        text.Stage(IsWorkspace ? "The projects of the workspace as wheels." : "The project as a wheel.");
        text.Add("", "FROM dependencies AS project");
        List<string> commands = IsWorkspace && Project.LockFile is not null ? ["uv lock --check"] : [];
        commands.Add(IsWorkspace ? "uv build --all-packages --wheel --out-dir /dist" : "uv build --wheel --out-dir /dist");
        text.Run(
            "The sources are lent. rw: the build backend writes into the folder that it builds, and what it writes is thrown away." + (IsWorkspace && Project.LockFile is not null ? " uv lock --check: the lock fits all projects." : ""),
            ["type=bind,target=/app,rw", UvCache, UvConfiguration, .. Mounts.Secrets(Project)],
            commands);
    }
}
