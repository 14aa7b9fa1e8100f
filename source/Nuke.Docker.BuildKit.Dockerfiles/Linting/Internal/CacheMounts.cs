using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds the cache mounts that steps have and need.</summary>
internal static class CacheMounts
{
    private static readonly HashSet<string> s_tools = ["pip", "setuptools", "wheel", "uv", "poetry", "pdm", "pipenv"];

    /// <summary>Returns the cache directories of the tools with which a step installs from the network, each once.</summary>
    public static IEnumerable<(PackageTool Tool, string Folder)> Needs(RunStep step) => step.Installs
        .Where(install => install.Tool.Off(step.Run.State, install.Command) is null
            && !IsOffline(install.Command)
            && !(install.Tool == PackageTool.Pip && InstallsOnlyTools(install.Command)))
        .Select(install => (install.Tool, Folder: install.Tool.Folder(step.Run.State, install.Command, step.User.Home)))
        .Distinct();

    /// <summary>Returns the cache directories of all steps for which there is no mount, not even a misplaced one.</summary>
    public static IEnumerable<(RunStep Step, PackageTool Tool, string Folder)> Missing(LintSubject subject) => subject.Steps
        .SelectMany(step => Needs(step)
            .Where(need => step.CacheAt(need.Folder) is null && Misplaced(step, need.Tool) is null)
            .Select(need => (step, need.Tool, need.Folder)));

    public static string MissingMessage(RunStep step, PackageTool tool, string folder)
    {
        var cleaning = CacheCleaning.Of(step, tool, folder) is { } command ? $", and remove {command}, which would fail or empty the mount" : "";
        return $"{tool.Name} installs without a cache mount; add {Advice(step, tool, folder)}{cleaning}";
    }

    /// <summary>Returns a mount that was meant for a tool, and that no other tool of the step uses; <c>null</c> for none.</summary>
    public static CacheRunMount? Misplaced(RunStep step, PackageTool tool) => tool == PackageTool.Apt
        ? null
        : step.Run.Mounts.OfType<CacheRunMount>()
            .FirstOrDefault(mount => IsMeantFor(tool, mount) && !Needs(step).Any(need => step.CacheAt(need.Folder) == mount));

    /// <summary>Returns true if a command installs from a directory: it downloads nothing, and needs no cache.</summary>
    public static bool IsOffline(ShellCommand command) => command.Has("--no-index", "--offline") || (command.Has("--no-deps") && InstallsOnlyFiles(command));

    /// <summary>Returns true if a command installs only package managers: pip upgrading itself needs no cache mount.</summary>
    public static bool InstallsOnlyTools(ShellCommand command) =>
        Installed(command).All(word => word.StartsWith('-') || s_tools.Contains(word.Split('=', '<', '>', '~')[0]));

    /// <summary>Returns the mount that a step needs, for messages.</summary>
    public static string Advice(RunStep step, PackageTool tool, string folder)
    {
        if (tool == PackageTool.Apt)
            return "--mount=type=cache,target=/var/cache/apt,sharing=locked and the same for /var/lib/apt, and remove /etc/apt/apt.conf.d/docker-clean";
        var owner = step.User switch
        {
            { IsRoot: true } => "",
            { Uid: { } uid } => string.Create(CultureInfo.InvariantCulture, $",uid={uid},gid={step.User.Gid ?? uid}"),
            _ => ",uid=…,gid=…",
        };
        return $"--mount=type=cache,target={folder}{owner}";
    }

    /// <summary>
    /// Returns the mount that a step needs; <c>null</c> if adding it is not safe: the owner is unknown, the directory contains more than a cache,
    /// or the step empties it.
    /// </summary>
    public static string? Safe(RunStep step, PackageTool tool, string folder)
    {
        var known = step.User.Uid is not null && folder.StartsWith('/') && !folder.Contains('$', StringComparison.Ordinal);
        var safe = known && tool != PackageTool.Apt && !ContainsEnvironments(step, tool) && CacheCleaning.Of(step, tool, folder) is null;
        return safe ? Advice(step, tool, folder) : null;
    }

    // Poetry creates its environments in its cache directory by default.
    private static bool ContainsEnvironments(RunStep step, PackageTool tool) => tool == PackageTool.Poetry
        && step.Run.State.Variables.GetValueOrDefault("POETRY_VIRTUALENVS_CREATE") is not ("false" or "0")
        && step.Run.State.Variables.GetValueOrDefault("POETRY_VIRTUALENVS_IN_PROJECT") is not ("true" or "1")
        && !step.Run.Script.Contains("virtualenvs.create false", StringComparison.Ordinal);

    private static bool InstallsOnlyFiles(ShellCommand command) => Installed(command).Where(word => !word.StartsWith('-')).All(word =>
        !word.Contains("://", StringComparison.Ordinal) && (word is ['/' or '.', ..] || word.EndsWith(".whl", StringComparison.Ordinal)));

    private static IEnumerable<string> Installed(ShellCommand command) => command.Words.SkipWhile(word => word != "install").Skip(1);

    private static bool IsMeantFor(PackageTool tool, CacheRunMount mount) => mount.Path is { } path
        && !path.StartsWith("/var/", StringComparison.Ordinal)
        && (path.Contains("cache", StringComparison.OrdinalIgnoreCase) || path.Contains(tool.Name, StringComparison.OrdinalIgnoreCase));
}
