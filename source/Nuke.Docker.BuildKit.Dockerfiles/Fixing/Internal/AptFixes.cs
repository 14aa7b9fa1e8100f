using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>apt's cache and lists.</summary>
internal static class AptFixes
{
    public static IEnumerable<Proposal> Sharing(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var mount in AptChecks.Mounts(step).Where(mount => mount.Sharing != CacheSharing.Locked && CanTakeMore(subject, mount)))
                yield return new Proposal(LintRules.AptCacheUnlocked, step.Run, $"{mount.Path} is locked while apt uses it", [new TextEdit(mount.Span.End, 0, ",sharing=locked")]);
        }
    }

    public static IEnumerable<Proposal> ListsLeft(LintSubject subject)
    {
        // Another step may live on these lists.
        if (subject.Steps.Any(AptChecks.LivesOnLists))
            yield break;
        var steps = subject.Lineage(subject.Final).SelectMany(subject.StepsOf);
        foreach (var step in steps.Where(step => step.Installs.Any(install => install.Tool == PackageTool.Apt) && AptChecks.LeavesLists(step)))
        {
            var run = step.Run;
            // Only behind a plain chain of commands does one more && mean what it says.
            var single = run.Text.Replace("&&", "", StringComparison.Ordinal).Contains('&', StringComparison.Ordinal);
            if (run.Command.Exec || run.Heredocs.Count > 0 || single || run.Text.AsSpan().IndexOfAny("|;#()") >= 0)
                continue;
            var dockerfile = subject.Dockerfile;
            var separator = run.Lines.First == run.Lines.Last ? " " : $" {dockerfile.EscapeCharacter}{dockerfile.NewLine}{Edit.Indent(dockerfile, run)}";
            yield return new Proposal(
                LintRules.AptListsLeft,
                run,
                "apt's lists don't stay in the image",
                [new TextEdit(run.Source.Arguments.Span.End, 0, $"{separator}&& rm -rf /var/lib/apt/lists/*")]);
        }
    }

    // Behind a quote one more option would be part of the last one's value.
    private static bool CanTakeMore(LintSubject subject, CacheRunMount mount) =>
        !mount.Text.Contains("sharing", StringComparison.OrdinalIgnoreCase) && !subject.Dockerfile.TextOf(mount.Span).Contains('"', StringComparison.Ordinal);
}
