using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Cache mounts.</summary>
internal static class CacheChecks
{
    private static readonly HashSet<string> s_tools = ["pip", "setuptools", "wheel", "uv", "poetry", "pdm", "pipenv"];

    public static IEnumerable<LintFinding> Mounts(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var need in Needs(step))
            {
                if (step.CacheAt(need.Folder) is { } mount)
                {
                    if (Foreign(step, mount) is { } problem)
                        yield return subject.Find(LintRules.CacheMountMissesTool, step.Run, mount.Span, problem);
                }
                else if (Misplaced(step, need.Tool) is { } other)
                {
                    yield return subject.Find(
                        LintRules.CacheMountMissesTool,
                        step.Run,
                        other.Span,
                        $"{need.Tool.Name} keeps its cache in {need.Folder} for user {step.User.Name}, the mount is at {other.Path}");
                }
                else
                {
                    yield return subject.Find(
                        need.Tool == PackageTool.Apt ? LintRules.AptWithoutCache : LintRules.NoCacheMount,
                        step.Run,
                        $"{need.Tool.Name} installs without a cache mount; add {Advice(step, need.Tool, need.Folder)}{Without(CacheCleaning.Of(step, need.Tool, need.Folder))}");
                }
            }
        }
    }

    private static string Without(string? cleaning) => cleaning is null ? "" : $", and drop {cleaning}, which would fail on it or empty it";

    /// <summary>The cache folders of what a step installs from the network, each once.</summary>
    public static IEnumerable<(PackageTool Tool, string Folder)> Needs(RunStep step) => step.Installs
        .Where(install => install.Tool.Off(step.Run.State, install.Command) is null && !IsOffline(install.Command) && !(install.Tool == PackageTool.Pip && OnlyItself(install.Command)))
        .Select(install => (install.Tool, Folder: install.Tool.Folder(step.Run.State, install.Command, step.User.Home)))
        .Distinct();

    public static IEnumerable<LintFinding> SwitchedOff(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                if (IsOffline(command))
                    continue;
                var folder = tool.Folder(step.Run.State, command, step.User.Home);
                if (step.CacheAt(folder) is not null && CacheCleaning.Of(step, tool, folder) is { } cleaning)
                {
                    yield return subject.Find(LintRules.CacheSwitchedOff, step.Run, $"{cleaning} empties the cache mount at {folder}, or fails because a mount can't be removed; drop it");
                    break;
                }

                if (tool.Off(step.Run.State, command) is not { } off)
                    continue;
                yield return subject.Find(LintRules.CacheSwitchedOff, step.Run, step.CacheAt(folder) is null
                    ? $"{off} makes {tool.Name} download everything each time; drop it and add {Advice(step, tool, folder)}"
                    : $"{off} makes the cache mount at {folder} useless; drop it");
                break;
            }
        }
    }

    /// <summary>Takes everything from a folder: nothing to download, nothing to keep.</summary>
    public static bool IsOffline(ShellCommand command) => command.Has("--no-index", "--offline") || (command.Has("--no-deps") && OnlyFiles(command));

    /// <summary>The mount that would be right.</summary>
    public static string Advice(RunStep step, PackageTool tool, string folder)
    {
        if (tool == PackageTool.Apt)
            return "--mount=type=cache,target=/var/cache/apt,sharing=locked and the same for /var/lib/apt, with /etc/apt/apt.conf.d/docker-clean removed";
        var owner = step.User switch
        {
            { IsRoot: true } => "",
            { Uid: { } uid } => string.Create(CultureInfo.InvariantCulture, $",uid={uid},gid={step.User.Gid ?? uid}"),
            _ => ",uid=…,gid=…",
        };
        return $"--mount=type=cache,target={folder}{owner}";
    }

    /// <summary>A new pip alone is no dependency worth a mount.</summary>
    public static bool OnlyItself(ShellCommand command) =>
        command.Words.SkipWhile(word => word != "install").Skip(1).All(word => word.StartsWith('-') || s_tools.Contains(word.Split('=', '<', '>', '~')[0]));

    private static bool OnlyFiles(ShellCommand command) =>
        command.Words.SkipWhile(word => word != "install").Skip(1).Where(word => !word.StartsWith('-')).All(word => !word.Contains("://", StringComparison.Ordinal) && (word is ['/' or '.', ..] || word.EndsWith(".whl", StringComparison.Ordinal)));

    /// <summary>A mount that was meant for a tool, and that no other tool of the step uses; null where there is none.</summary>
    public static CacheRunMount? Misplaced(RunStep step, PackageTool tool) =>
        tool == PackageTool.Apt ? null : step.Run.Mounts.OfType<CacheRunMount>().FirstOrDefault(mount => IsMeantFor(tool, mount) && !Needs(step).Any(need => step.CacheAt(need.Folder) == mount));

    private static bool IsMeantFor(PackageTool tool, CacheRunMount mount) => mount.Path is { } path
        && !path.StartsWith("/var/", StringComparison.Ordinal)
        && (path.Contains("cache", StringComparison.OrdinalIgnoreCase) || path.Contains(tool.Name, StringComparison.OrdinalIgnoreCase));

    private static string? Foreign(RunStep step, CacheRunMount mount)
    {
        if (step.User.IsRoot || mount.Mode is { } mode && (mode & 2) != 0 || mount.Path!.StartsWith("/var/", StringComparison.Ordinal))
            return null;
        if (step.User.Uid is { } uid)
            return (mount.Uid ?? 0) == uid
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"the mount belongs to user {mount.Uid ?? 0}, and the step runs as {step.User.Name}; add uid={uid},gid={step.User.Gid ?? uid}");
        return mount.Uid is null ? $"the mount belongs to root, and the step runs as {step.User.Name}; add that user's uid= and gid=" : null;
    }
}
