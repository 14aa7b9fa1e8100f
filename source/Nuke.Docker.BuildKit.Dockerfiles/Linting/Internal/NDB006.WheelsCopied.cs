using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class WheelsCopied() : DockerfileRule(new("NDB006", LintSeverity.Warning)
{
    Cause = "wheels are copied into the image",
    Cost = "the image contains every package twice",
    Cure = "bind-mount the wheels from the stage that builds them",
    Notes = """
        ```dockerfile
        RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \
            pip install --no-index --find-links=/wheels -r requirements.txt
        ```
        """,
    Fixer = "replaces the copy by a mount if only `RUN` instructions read the wheels.",
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Stages
        .SelectMany(stage => Copies(subject, stage))
        .Select(copy => Found(
            subject,
            copy,
            "the wheels stay in the image along with the packages installed from them; mount them instead: "
            + $"--mount=type=bind,from={copy.From},source={copy.ExpandedSources[0]},target={copy.ExpandedDestination}"));

    public override IEnumerable<Proposal> Fix(LintSubject subject) => subject.Dockerfile.Stages
        .SelectMany(stage => Copies(subject, stage).Select(copy => Mount(subject, stage, copy)))
        .OfType<Proposal>();

    private Proposal? Mount(LintSubject subject, DockerfileStage stage, CopyInstruction copy)
    {
        var dockerfile = subject.Dockerfile;
        var target = PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination);
        var path = copy.ExpandedSources[0];
        var source = path.Contains('*', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : path.TrimEnd('/');
        var users = stage.Instructions
            .Where(other => other.Span.Start > copy.Span.Start && Mentions(other, copy.ExpandedDestination.TrimEnd('/')))
            .ToArray();
        // Other instructions than RUN need the files in the image.
        if (target == "/" || users.Any(user => user is not RunInstruction))
            return null;
        var edits = new List<TextEdit> { Edit.Remove(dockerfile, copy) };
        var removed = false;
        foreach (var run in users.OfType<RunInstruction>())
        {
            if (IsDeletionOnly(subject, run))
            {
                edits.Add(Edit.Remove(dockerfile, run));
                removed = true;
                continue;
            }

            edits.Add(Edit.AddMounts(dockerfile, run, [$"--mount=type=bind,from={copy.From},source={source},target={target}"]));
            if (Edit.RemoveDeletion(dockerfile, run, target) is { } deletion)
            {
                edits.Add(deletion);
                removed = true;
            }
        }

        // If the Dockerfile removes the wheels, nothing else reads them.
        return Propose(copy, $"mount the wheels of {copy.From} instead of copying them", edits) with
        {
            Needs = removed || IsPlain(subject, stage, copy) ? null : $"no script and no service must read {target}",
            Paths = [target, $"{target}/"],
        };
    }

    // Only known commands follow, and the container starts no shell script.
    private static bool IsPlain(LintSubject subject, DockerfileStage stage, CopyInstruction copy) =>
        subject.StepsOf(stage).Where(step => step.Run.Span.Start > copy.Span.Start)
            .SelectMany(step => step.Commands)
            .All(command => PackageTool.Of(command) is not null || InstallInputs.IsHarmless(command) || command.Program == "rm")
        && subject.Started().SelectMany(started => started.Command.Words).All(word => !word.EndsWith(".sh", StringComparison.Ordinal));

    // Copies of wheels from another stage that an installation in this stage reads.
    private static IEnumerable<CopyInstruction> Copies(LintSubject subject, DockerfileStage stage) =>
        stage.Instructions.OfType<CopyInstruction>().Where(copy => copy.FromStage is { } from
            && copy.Sources.Count == 1
            && IsWheels(subject, subject.Dockerfile.Stages[from], copy.ExpandedSources[0])
            && IsInstalledFrom(subject, stage, copy));

    private static bool IsWheels(LintSubject subject, DockerfileStage stage, string path)
    {
        var folder = path.TrimEnd('/', '*', '.');
        return folder.Contains("wheel", StringComparison.OrdinalIgnoreCase)
            || subject.StepsOf(stage)
                .SelectMany(step => step.Commands)
                .Any(command => command.Has("wheel") && command.Option("-w", "--wheel-dir")?.TrimEnd('/') == folder.TrimEnd('/'));
    }

    private static bool IsInstalledFrom(LintSubject subject, DockerfileStage stage, CopyInstruction copy) => subject.StepsOf(stage)
        .Where(step => step.Run.Span.Start > copy.Span.Start)
        .SelectMany(step => step.Installs)
        .SelectMany(install => install.Command.Words)
        .Any(word => word.Contains(copy.ExpandedDestination.TrimEnd('/'), StringComparison.Ordinal));

    private static bool IsDeletionOnly(LintSubject subject, RunInstruction run) =>
        subject.StepOf(run).Commands is [{ Program: "rm" } command] && command.Arguments.Count(word => !word.StartsWith('-')) == 1;

    private static bool Mentions(Instruction instruction, string path) =>
        instruction.Text.Contains(path, StringComparison.Ordinal)
        || instruction.Heredocs.Any(heredoc => heredoc.Content.Contains(path, StringComparison.Ordinal));
}
