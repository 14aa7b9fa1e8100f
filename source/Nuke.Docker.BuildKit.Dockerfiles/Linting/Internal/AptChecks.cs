using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>apt.</summary>
internal static class AptChecks
{
    private const string Lists = "/var/lib/apt/lists";

    public static IEnumerable<LintFinding> ListsLeft(LintSubject subject) => subject.Steps
        .Where(step => subject.Lineage(subject.Final).Contains(step.Stage) && LeavesLists(step))
        .Select(step => subject.Find(LintRules.AptListsLeft, step.Run, $"the package lists stay in the image; end the step with rm -rf {Lists}/*"));

    public static bool LeavesLists(RunStep step) => step.Commands.Any(IsUpdate) && !step.Mounts(Lists) && !step.Commands.Any(RemovesLists);

    /// <summary>Whether a command deletes apt's lists.</summary>
    public static bool RemovesLists(ShellCommand command) =>
        command.Program == "rm" && command.Words.Any(word => word.StartsWith("/var/lib/apt", StringComparison.Ordinal));

    public static IEnumerable<LintFinding> CacheUnlocked(LintSubject subject)
    {
        var cleaned = new HashSet<int>();
        foreach (var step in subject.Steps)
        {
            if (step.Commands.Any(command => command.Words.Any(word => word.Contains("docker-clean", StringComparison.Ordinal) || word.Contains("Keep-Downloaded-Packages", StringComparison.Ordinal))))
                cleaned.Add(step.Stage.Index);
            foreach (var mount in Mounts(step).Where(mount => mount.Sharing != CacheSharing.Locked))
                yield return subject.Find(LintRules.AptCacheUnlocked, step.Run, mount.Span, $"apt locks {mount.Path}; add sharing=locked, or two builds at a time fail");
            if (Mounts(step).FirstOrDefault(mount => mount.Path == "/var/cache/apt") is { } cache && !subject.Lineage(step.Stage).Any(stage => cleaned.Contains(stage.Index)))
                yield return subject.Find(LintRules.AptCacheUnlocked, step.Run, cache.Span, "Debian's images empty this cache after each install; remove /etc/apt/apt.conf.d/docker-clean first");
        }
    }

    public static IEnumerable<CacheRunMount> Mounts(RunStep step) =>
        step.Commands.Any(command => command.Program is "apt-get" or "apt") ? step.Run.Mounts.OfType<CacheRunMount>().Where(IsOfApt) : [];

    public static IEnumerable<LintFinding> WithoutUpdate(LintSubject subject) => subject.Steps
        .Where(step => step.Installs.Any(IsFromLists) && !step.Commands.Any(IsUpdate) && !step.Run.Script.Contains("update", StringComparison.Ordinal))
        .Select(step => subject.Find(LintRules.AptWithoutUpdate, step.Run, "apt-get install relies on lists that another step fetched, maybe long ago; write apt-get update && in front of it"));

    /// <summary>Whether a step needs lists that another one has fetched.</summary>
    public static bool LivesOnLists(RunStep step) => step.Commands.Any(NeedsLists) && !step.Commands.Any(IsUpdate) && !step.Run.Script.Contains("update", StringComparison.Ordinal);

    private static bool NeedsLists(ShellCommand command) =>
        command.Program is "gdebi" or "apt-cache" or "mk-build-deps" or "apt-file"
        || (command.Program is "apt-get" or "apt" or "aptitude" && command.Has("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "source", "download", "satisfy", "reinstall"));

    // A package that is a file of its own needs none.
    private static bool IsFromLists((PackageTool Tool, ShellCommand Command) install) =>
        install.Tool == PackageTool.Apt && !install.Command.Words.Any(word => word.EndsWith(".deb", StringComparison.Ordinal));

    private static bool IsOfApt(CacheRunMount mount) => mount.Path is { } path
        && (path.StartsWith("/var/cache/apt", StringComparison.Ordinal) || path.StartsWith("/var/lib/apt", StringComparison.Ordinal));

    private static bool IsUpdate(ShellCommand command) => command.Program is "apt-get" or "apt" && command.Words.Contains("update");
}
