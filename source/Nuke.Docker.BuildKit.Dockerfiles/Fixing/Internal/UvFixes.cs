using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>uv, and other tools with a lock file.</summary>
internal static class UvFixes
{
    public static IEnumerable<Proposal> Locked(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                var call = $"{command.Words[0]} {command.Words.ElementAtOrDefault(1)}";
                if (UvChecks.Missing(subject, step, tool, command) is { } option && subject.Dockerfile.TextOf(step.Run.Span).IndexOf(call, StringComparison.Ordinal) is var at and >= 0)
                    yield return new Proposal(LintRules.UnlockedSync, step.Run, $"{call} insists on the lock file", [new TextEdit(step.Run.Span.Start + at + call.Length, 0, $" {option}")]);
            }
        }
    }

    public static IEnumerable<Proposal> LinkMode(LintSubject subject)
    {
        foreach (var finding in UvChecks.LinkMode(subject))
        {
            var step = subject.Steps.First(step => step.Run.Lines == finding.Lines);
            yield return new Proposal(
                LintRules.UvLinkMode,
                step.Run,
                "uv copies from its cache mount",
                [Edit.Before(subject.Dockerfile, step.Run, $"ENV UV_LINK_MODE=copy{subject.Dockerfile.NewLine}")]);
        }
    }
}
