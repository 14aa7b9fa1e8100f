using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class UnlockedSync() : DockerfileRule(new("NDB015", LintSeverity.Warning)
{
    Cause = "dependencies are installed without requiring the lock file",
    Cost = "another build may install other versions",
    Cure = "add --locked (uv), --frozen-lockfile (pdm) or --deploy (pipenv)",
    Notes = """
        Checked only if a lock file exists, and if no option comes from a variable. In a workspace, uv checks the lock file against the `pyproject.toml` of
        each member: before the members are copied, only `--frozen` works.
        """,
    Fixer = "adds the option.",
})
{
    private static readonly string[] s_lockVariables = ["UV_LOCKED", "UV_FROZEN", "PDM_FROZEN_LOCKFILE", "PIPENV_DEPLOY", "PIPENV_IGNORE_PIPFILE"];

    public override IEnumerable<LintFinding> Check(LintSubject subject) => Violations(subject).Select(violation => Found(
        subject,
        violation.Step.Run,
        $"{violation.Command.Program} {violation.Command.Words[1]} may change the locked versions; add {violation.Option}"));

    public override IEnumerable<Proposal> Fix(LintSubject subject)
    {
        foreach (var (step, command, option) in Violations(subject))
        {
            var call = $"{command.Words[0]} {command.Words.ElementAtOrDefault(1)}";
            var at = subject.Dockerfile.TextOf(step.Run.Span).IndexOf(call, StringComparison.Ordinal);
            if (at >= 0)
            {
                var fix = Propose(step.Run, $"let {call} require the lock file", new TextEdit(step.Run.Span.Start + at + call.Length, 0, $" {option}"));
                yield return fix with { Needs = option == "--frozen" ? null : "the lock file must be up to date" };
            }
        }
    }

    private static IEnumerable<(RunStep Step, ShellCommand Command, string Option)> Violations(LintSubject subject)
    {
        foreach (var step in subject.Steps)
        {
            foreach (var (tool, command) in step.Installs)
            {
                if (Missing(subject, step, tool, command) is { } option)
                    yield return (step, command, option);
            }
        }
    }

    // The option that makes the lock file binding; null if it is set or if no lock file exists.
    private static string? Missing(LintSubject subject, RunStep step, PackageTool tool, ShellCommand command)
    {
        // The variable may contain the option, or one that excludes it.
        if (command.Words.Any(word => word.StartsWith('$')) || IsLocked(subject, step, command))
            return null;
        switch (tool.Name)
        {
            case "uv" when command.Words.Contains("sync") && !command.Words.Contains("pip"):
                return HasFile(subject, step, "uv.lock") ? LacksMembers(subject, step) ? "--frozen" : "--locked" : null;
            case "pdm" when !command.Has("--frozen-lockfile", "--check", "--no-lock") && HasFile(subject, step, "pdm.lock"):
                return "--frozen-lockfile";
            case "pipenv" when command.Words.Contains("install") && !command.Has("--deploy", "--ignore-pipfile") && HasFile(subject, step, "Pipfile.lock"):
                return "--deploy";
            default:
                return null;
        }
    }

    // An argument without a default may be set by the build.
    public static bool IsLocked(LintSubject subject, RunStep step, ShellCommand command) =>
        command.Has("--locked", "--frozen", "--no-lock")
        || s_lockVariables.Any(name => step.Run.State.Variables.ContainsKey(name) || command.Variables.ContainsKey(name))
        || subject.Lineage(step.Stage).SelectMany(stage => stage.Instructions).OfType<ArgInstruction>()
            .SelectMany(arg => arg.Assignments)
            .Any(assignment => s_lockVariables.Contains(assignment.Name));

    private static bool LacksMembers(LintSubject subject, RunStep step) =>
        subject.Context.Has("pyproject.toml")
        && subject.Context.Project() is { WorkspaceMembers.Count: > 0 }
        && !subject.Lineage(step.Stage).SelectMany(stage => stage.Instructions).OfType<TransferInstruction>()
            .Any(copy => copy.Span.Start < step.Run.Span.Start && ContextCopy.FromContext(copy) && copy.ExpandedSources.Any(ContextCopy.IsCode));

    private static bool HasFile(LintSubject subject, RunStep step, string file) =>
        subject.Context.Has(file)
        || subject.StepsOf(step.Stage)
            .SelectMany(other => other.Run.Flags)
            .Any(flag => flag.Name == "--mount" && flag.Value!.Contains(file, StringComparison.Ordinal))
        || step.Stage.Instructions.OfType<TransferInstruction>()
            .SelectMany(copy => copy.ExpandedSources)
            .Any(source => source.EndsWith(file, StringComparison.Ordinal));
}
