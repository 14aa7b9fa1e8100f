using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Managers that are Python programs themselves: each in an environment of its own, apart from the project's.</summary>
internal abstract class ToolRecipe(PythonProject project, DockerfileOptions options) : VenvRecipe(project, options)
{
    private const string CompileReason =
        "compileall: bytecode is made here once and not at each start. It is bound to a hash and not to a file's time, so that the same packages give the same layer; " +
        "a file that doesn't compile (some packages bring templates) is none of our business.";

    /// <summary>The manager's name as people write it.</summary>
    protected abstract string Title { get; }

    /// <summary>What pip installs: <c>poetry==2.*</c>.</summary>
    protected abstract string Requirement { get; }

    /// <summary>Where it keeps its downloads as root.</summary>
    protected abstract string CacheDirectory { get; }

    /// <summary>Files that it reads.</summary>
    protected abstract IReadOnlyList<string> Files { get; }

    /// <summary>The command with its arguments.</summary>
    protected abstract string InstallCommand { get; }

    /// <summary>What the arguments mean.</summary>
    protected abstract string InstallReason { get; }

    protected virtual IReadOnlyList<string> Variables => [];

    private string Program => Title.ToLowerInvariant();

    private string Argument => $"{Title.ToUpperInvariant()}_REQUIREMENT";

    public override void WriteBuildStages(DockerfileText text)
    {
        text.Stage(Heavy.Count > 0 ? $"{Title}, which installs the dependencies. It is lent to the steps that need it, and stays here." : $"Install the dependencies with {Title}. Compilers and {Title} itself are needed here only, and stay here.");
        text.Add("", "FROM ${PYTHON_IMAGE} AS dependencies");
        WriteApt(text, BuildPackages, "Compilers and headers for packages that have no wheels of their own.");
        text.Add("An ARG from above the first FROM is seen in a stage once it is named there.", $"ARG {Argument}");
        text.Run(
            $"{Title} in an environment of its own, so that its packages don't mix with the project's. Override the version with --build-arg {Argument}=…\n" +
            "The secret is optional: a pip.conf for a private index or a mirror, seen by this step and stored nowhere (--secret\u00A0id=pip,src=pip.conf).",
            [Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project).Where(secret => secret.Contains("id=netrc", StringComparison.Ordinal))],
            $"python -m venv /opt/{Program}", $"/opt/{Program}/bin/pip install \"${{{Argument}}}\"");
        text.Add("", "WORKDIR /app");
        text.Add(
            $"The project's environment. {Title} installs into the one that VIRTUAL_ENV names.",
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
            $"The others, beside them. {Title} is lent, like the files that it reads, and leaves alone what fits already. The cache mount is its own cache folder. /tmp is thrown away: it only says when this began.\n" +
            $"{InstallReason}\n{CompileReason} Only what is new here is compiled: the rest would be written into this layer once more.{Mounts.SecretsReason(Project)}",
            [$"type=bind,from=dependencies,source=/opt/{Program},target=/opt/{Program}", .. Mounts.Inputs(Project, Files), Mounts.Cache(CacheDirectory), "type=tmpfs,target=/tmp", .. Mounts.Secrets(Project)],
            "touch /tmp/begin",
            $"{string.Join(' ', [$"VIRTUAL_ENV={Environment}", .. Variables])} /opt/{Program}/bin/{InstallCommand}",
            $"(find {Environment}/lib -name '*.py' -cnewer /tmp/begin | python -m compileall -q -j 0 --invalidation-mode unchecked-hash -i - || true)");
    }

    private void WriteInstall(DockerfileText text) => text.Run(
        "The files that name the dependencies are only lent to this step (bind), so it runs again when one of them changes and at no other time.\n" +
        $"The cache mount is {Title}'s own cache folder: downloads stay there between builds, outside the image.\n" +
        $"{InstallReason}\n{CompileReason}{Mounts.SecretsReason(Project)}",
        [.. Mounts.Inputs(Project, Files), Mounts.Cache(CacheDirectory), .. Mounts.Secrets(Project)],
        $"/opt/{Program}/bin/{InstallCommand}", $"(python -m compileall -q -j 0 --invalidation-mode unchecked-hash {Environment}/lib || true)");

    private void WriteHeavy(DockerfileText text) => WriteHeavyStages(
        text,
        Mounts.Inputs(Project, Files),
        $"pip installs them into the project's environment, where {Title} finds them. SOURCE_DATE_EPOCH: pip compiles what it installs, and then binds the bytecode to its source's hash and not to its time.\n" +
        "The cache mount keeps pip's downloads between builds, outside the image. The secret is optional, as above.",
        [Mounts.PipCache, Mounts.PipConfiguration, .. Mounts.Secrets(Project)],
        $"SOURCE_DATE_EPOCH=0 pip --python {Environment}/bin/python install --root-user-action=ignore --requirement /heavy.txt");

    protected override void WriteArguments(DockerfileText text) =>
        text.Add($"The {Title} that installs the dependencies, as pip writes it.", $"ARG {Argument}={Requirement}");
}
