using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Finds the cache mounts that steps have and need.</summary>
internal static class CacheMounts
{
    private static readonly string[] s_parts = ["archives", "cache", "artifacts"];

    private static readonly HashSet<string> s_tools = ["pip", "setuptools", "wheel", "uv"];

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
            .Where(need => !IsMounted(step, need.Folder) && Misplaced(step, need.Tool) is null)
            .Select(need => (step, need.Tool, need.Folder)));

    public static string MissingMessage(LintSubject subject, RunStep step, PackageTool tool, string folder)
    {
        var cleaning = tool != PackageTool.Apt && CacheCleaning.Of(step, tool, folder) is { } command
            ? $", and remove {command}, which would fail or empty the mount"
            : "";
        var reason = ContainsEnvironments(subject, step, tool, folder) ? $"; do not mount {folder}, which contains the environment" : "";
        return $"{tool.Name} installs without a cache mount; add {Advice(subject, step, tool, folder)}{cleaning}{reason}";
    }

    // A mount of a part is a decision of the author: apt's archives without its indexes, poetry's downloads without its environments.
    public static bool IsMounted(RunStep step, string folder) =>
        step.CacheAt(folder) is not null || s_parts.Any(part => step.CacheAt($"{folder.TrimEnd('/')}/{part}") is not null);

    /// <summary>Returns a mount that was meant for a tool, and that no other tool of the step uses; <c>null</c> for none.</summary>
    public static CacheRunMount? Misplaced(RunStep step, PackageTool tool) =>
        tool == PackageTool.Apt || Needs(step).Any(need => need.Tool == tool && IsMounted(step, need.Folder))
        ? null
        : step.Run.Mounts.OfType<CacheRunMount>()
            .FirstOrDefault(mount => IsMeantFor(tool, mount) && !Needs(step).Any(need => step.CacheAt(need.Folder) == mount));

    /// <summary>Returns true if a command installs from a directory: it downloads nothing, and needs no cache.</summary>
    public static bool IsOffline(ShellCommand command) => command.Has("--no-index", "--offline") || (command.Has("--no-deps") && InstallsOnlyFiles(command));

    /// <summary>Returns true if a command installs only package managers: pip upgrading itself needs no cache mount.</summary>
    public static bool InstallsOnlyTools(ShellCommand command) =>
        Installed(command).All(word => word.StartsWith('-') || s_tools.Contains(word.Split('=', '<', '>', '~')[0]));

    /// <summary>Returns the mount that a step needs, for messages.</summary>
    public static string Advice(LintSubject subject, RunStep step, PackageTool tool, string folder)
    {
        if (tool == PackageTool.Apt)
            return "--mount=type=cache,target=/var/cache/apt,sharing=locked and the same for /var/lib/apt, and remove /etc/apt/apt.conf.d/docker-clean";
        var owner = step.User switch
        {
            { IsRoot: true } => "",
            { Uid: { } uid } => string.Create(CultureInfo.InvariantCulture, $",uid={uid},gid={step.User.Gid ?? uid}"),
            _ => ",uid=…,gid=…",
        };
        return string.Join(" and ", Folders(subject, step, tool, folder).Select(part => $"--mount=type=cache,target={part}{owner}"));
    }

    /// <summary>
    /// Returns the mounts that a step needs; <c>null</c> if adding them cannot be right: the owner is unknown, the step empties the directory, or
    /// packages are linked from it.
    /// </summary>
    public static IReadOnlyList<string>? Safe(LintSubject subject, RunStep step, PackageTool tool, string folder)
    {
        var known = step.User.Uid is not null && folder.StartsWith('/') && !folder.Contains('$', StringComparison.Ordinal);
        var safe = known && tool != PackageTool.Apt && tool != PackageTool.Conda && CacheCleaning.Of(step, tool, folder) is null;
        return safe ? Advice(subject, step, tool, folder).Split(" and ") : null;
    }

    /// <summary>Returns the condition for a mount of a step, which the files do not show; <c>null</c> for none.</summary>
    public static string? Condition(LintSubject subject, RunStep step, string folder)
    {
        // The directories around a mount belong to root while the step runs, and others may read the cache from the image.
        if (!step.User.IsRoot)
            return $"the step must not write beside {folder}, where directories belong to root";
        var last = folder[(folder.LastIndexOf('/') + 1)..];
        var reader = subject.Dockerfile.Instructions.FirstOrDefault(other => other != (Instruction)step.Run
            && other is TransferInstruction { } copy
            && copy.ExpandedSources.Any(source => source.Contains(".cache", StringComparison.Ordinal) || source.Contains($"/{last}", StringComparison.Ordinal)
                || source.TrimEnd('/') is "/root" or ""));
        if (reader is not null)
            return $"line {reader.Lines.First} must not copy the cache";
        return subject.Started().Any(started => started.Command.Words.Any(word => word.Split(' ')[0] is "uv" or "uvx" or "poetry" or "pipenv" or "pdm"))
            ? "the started command must not need the cache"
            : null;
    }

    /// <summary>Returns true if a tool creates the environment in its cache directory, as Poetry does by default.</summary>
    public static bool ContainsEnvironments(LintSubject subject, RunStep step, PackageTool tool, string folder)
    {
        if (tool != PackageTool.Poetry)
            return false;
        var variables = step.Run.State.Variables;
        if (variables.GetValueOrDefault("POETRY_VIRTUALENVS_CREATE") is "false" or "0"
            || variables.GetValueOrDefault("POETRY_VIRTUALENVS_IN_PROJECT") is "true" or "1"
            || variables.ContainsKey("VIRTUAL_ENV")
            || (variables.GetValueOrDefault("POETRY_VIRTUALENVS_PATH") is { Length: > 0 } path && !path.StartsWith(folder, StringComparison.Ordinal)))
            return false;
        return !subject.Lineage(step.Stage).SelectMany(subject.StepsOf).SelectMany(other => other.Commands).Any(Configures) && !HasPoetryToml(subject);
    }

    private static bool Configures(ShellCommand command) =>
        command.Program == "poetry" && command.Words.Contains("config")
        && command.Words.Any(word => word is "virtualenvs.create" or "virtualenvs.in-project" or "virtualenvs.path" or "cache-dir");

    private static bool HasPoetryToml(LintSubject subject) => subject.Context.Has("poetry.toml")
        && File.ReadAllText(Path.Combine(subject.Context.Directory!, "poetry.toml")).Contains("virtualenvs", StringComparison.Ordinal);

    private static IEnumerable<string> Folders(LintSubject subject, RunStep step, PackageTool tool, string folder) =>
        ContainsEnvironments(subject, step, tool, folder) ? [$"{folder}/cache", $"{folder}/artifacts"] : [folder];

    private static bool InstallsOnlyFiles(ShellCommand command) => Installed(command).Where(word => !word.StartsWith('-')).All(word =>
        !word.Contains("://", StringComparison.Ordinal) && (word is ['/' or '.', ..] || word.EndsWith(".whl", StringComparison.Ordinal)));

    private static IEnumerable<string> Installed(ShellCommand command) =>
        command.Words.SkipWhile(word => word is not ("install" or "wheel" or "download")).Skip(1);

    private static bool IsMeantFor(PackageTool tool, CacheRunMount mount) => mount.Path is { } path
        && !path.StartsWith("/var/", StringComparison.Ordinal)
        && (path.Contains("cache", StringComparison.OrdinalIgnoreCase) || path.Contains(tool.Name, StringComparison.OrdinalIgnoreCase));
}
