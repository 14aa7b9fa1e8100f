using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class AptCacheUnlocked() : DockerfileRule(new("NDB011", LintSeverity.Warning)
{
    Cause = "apt's cache mount cannot work",
    Cost = "parallel builds fail on apt's lock, or Debian's docker-clean empties the cache after each installation",
    Cure = "use sharing=locked, and remove /etc/apt/apt.conf.d/docker-clean",
    Notes = "`sharing=private` needs no lock, but downloads everything again in parallel builds.",
    Fixer = "adds `sharing=locked`. Remove docker-clean in a separate line: `RUN rm -f /etc/apt/apt.conf.d/docker-clean`.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        var withoutCleaning = new HashSet<int>();
        foreach (var step in subject.Steps)
        {
            if (step.Commands.SelectMany(command => command.Words).Any(DisablesCleaning))
                withoutCleaning.Add(step.Stage.Index);
            foreach (var mount in Unlocked(step))
                yield return Found(subject, mount.Span, $"apt locks {mount.Path}, so that parallel builds fail; add sharing=locked");
            if (AptLists.Mounts(step).FirstOrDefault(mount => mount.Path!.StartsWith("/var/cache/apt", StringComparison.Ordinal)) is not { } cache)
                continue;
            if (!subject.Lineage(step.Stage).Any(stage => withoutCleaning.Contains(stage.Index)))
                yield return Found(subject, cache.Span, "Debian's images empty this cache after each installation; remove docker-clean before");
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject) => subject.Steps.SelectMany(step => Unlocked(step)
        .Where(mount => CanTakeOption(subject, mount))
        .Select(mount => Propose(step.Run, $"lock {mount.Path} while apt uses it", new TextEdit(mount.Span.End, 0, ",sharing=locked"))));

    private static IEnumerable<CacheRunMount> Unlocked(RunStep step) => AptLists.Mounts(step).Where(mount => mount.Sharing == CacheSharing.Shared);

    private static bool DisablesCleaning(string word) =>
        word.Contains("docker-clean", StringComparison.Ordinal) || word.Contains("Keep-Downloaded-Packages", StringComparison.Ordinal);

    // After a quote, the option would be part of the last value.
    private static bool CanTakeOption(LintSubject subject, CacheRunMount mount) =>
        !mount.Text.Contains("sharing", StringComparison.OrdinalIgnoreCase)
        && !subject.Dockerfile.TextOf(mount.Span).Contains('"', StringComparison.Ordinal);
}
