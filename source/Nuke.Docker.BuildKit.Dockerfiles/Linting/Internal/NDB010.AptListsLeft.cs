using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class AptListsLeft() : DockerfileRule(new("NDB010", LintSeverity.Note)
{
    Cause = "apt's package lists stay in the image",
    Cost = "the image is about 20 MB larger",
    Cure = "remove /var/lib/apt/lists in the same RUN, or mount it",
    Fixer = "removes the lists unless another step installs without `apt-get update`.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Steps
        .Where(step => subject.Lineage(subject.Final).Contains(step.Stage) && AptLists.AreLeft(step))
        .Select(step => Found(subject, step.Run, $"the package lists stay in the image; end the step with rm -rf {AptLists.Folder}/*"));

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        if (subject.Steps.Any(NeedsListsOfAnotherStep))
            yield break;
        var dockerfile = subject.Dockerfile;
        var steps = subject.Lineage(subject.Final).SelectMany(subject.StepsOf);
        foreach (var step in steps.Where(step => step.Installs.Any(install => install.Tool == PackageTool.Apt) && AptLists.AreLeft(step)))
        {
            var run = step.Run;
            // Another && is correct only after a simple chain of commands.
            var background = run.Text.Replace("&&", "", StringComparison.Ordinal).Contains('&', StringComparison.Ordinal);
            if (run.Command.Exec || run.Heredocs.Count > 0 || background || run.Text.AsSpan().IndexOfAny("|;#()") >= 0)
                continue;
            var separator = run.Lines.First == run.Lines.Last ? " " : $" {dockerfile.EscapeCharacter}{dockerfile.NewLine}{Edit.Indent(dockerfile, run)}";
            var removal = new TextEdit(run.Source.Arguments.Span.End, 0, $"{separator}&& rm -rf {AptLists.Folder}/*");
            yield return Propose(run, "remove apt's package lists from the image", removal) with
            {
                Needs = RunsUnknown(subject, step) ? "no later script must install packages with these lists" : null,
                Paths = [$"{AptLists.Folder}/"],
            };
        }
    }

    private static bool RunsUnknown(LintSubject subject, RunStep step) => subject.Steps
        .Where(other => other.Run.Span.Start > step.Run.Span.Start)
        .SelectMany(other => other.Commands)
        .Any(command => command.Program.EndsWith(".sh", StringComparison.Ordinal)
            || (command.Program is "sh" or "bash" or "make" && command.Words.Count > 1)
            || command.Words[0].StartsWith('.'));

    private static bool NeedsListsOfAnotherStep(RunStep step) => step.Commands.Any(NeedsLists) && !AptLists.MayUpdate(step);

    private static bool NeedsLists(ShellCommand command) => command.Program switch
    {
        "gdebi" or "apt-cache" or "mk-build-deps" or "apt-file" => true,
        "apt-get" or "apt" or "aptitude" => command.Has(
            "install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "source", "download", "satisfy", "reinstall"),
        _ => false,
    };
}
