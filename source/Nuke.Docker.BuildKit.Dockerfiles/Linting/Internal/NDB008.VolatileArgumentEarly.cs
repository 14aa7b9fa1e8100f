using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class VolatileArgumentEarly() : DockerfileRule(new("NDB008", LintSeverity.Warning)
{
    Cause = "an argument that changes with each build is declared before steps that do not need it",
    Cost = "each new value runs all these steps again",
    Cure = "declare it directly before its first use",
    Notes = """
        `ARG GIT_SHA` is an environment variable of every `RUN` below it, so that a new value runs all of them again. A `LABEL` does not run later steps
        again. If a `LABEL` uses such an argument, the argument must be above it and causes the cost.
        """,
    Fixer = """
        moves the argument down, together with the labels that use it, if the steps in between only install packages. Other commands may read the argument
        as an environment variable.
        """,
})
{
    private static readonly HashSet<string> s_volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "SHA", "COMMIT", "COMMIT_SHA", "GIT_SHA", "GIT_COMMIT", "GIT_REV", "GIT_REVISION", "GIT_HASH", "GIT_REF", "GIT_TAG",
        "GIT_BRANCH", "GITHUB_SHA", "CI_COMMIT_SHA", "REVISION", "VCS_REF", "SOURCE_COMMIT", "COMMIT_HASH", "DATE",
        "BUILD_DATE", "BUILD_TIME", "BUILD_TIMESTAMP", "BUILDTIME", "BUILDDATE", "TIMESTAMP", "CREATED", "BUILD_ID",
        "BUILD_NUMBER", "BUILD_SHA", "BUILD_VERSION", "BUILD_COMMIT", "BUILD_REVISION", "VERSION", "APP_VERSION",
        "IMAGE_VERSION", "RELEASE", "RELEASE_VERSION", "CACHEBUST", "CACHE_BUST", "RELEASE_TAG", "RELEASE_NAME", "RELEASE_DATE", "IMAGE_TAG",
        "IMAGE_REVISION", "BUILD_TAG", "BUILD_NUM", "BUILD_URL", "BUILD_REF", "GIT_DESCRIBE", "GIT_SHORT_SHA", "GIT_COMMIT_SHA", "GIT_COMMIT_HASH",
        "COMMIT_ID", "COMMIT_REF", "COMMIT_TAG", "COMMIT_DATE", "SHORT_SHA", "SOURCE_VERSION", "SOURCE_BRANCH", "PIPELINE_ID", "RUN_ID", "RUN_NUMBER",
    };

    // Variables of CI servers.
    private static readonly string[] s_beginnings =
        ["CI_COMMIT_", "CI_PIPELINE_", "CI_JOB_", "GITHUB_RUN_", "CIRCLE_BUILD_", "CIRCLE_SHA", "BITBUCKET_BUILD_", "BITBUCKET_COMMIT", "DRONE_COMMIT_",
        "DRONE_BUILD_", "BUILDKITE_BUILD_", "BUILDKITE_COMMIT", "TRAVIS_BUILD_", "TRAVIS_COMMIT", "JENKINS_BUILD_", "CODEBUILD_BUILD_"];

    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var stage in subject.Dockerfile.Stages)
        {
            foreach (var (arg, name, step) in Early(subject, stage))
            {
                var place = $"{name} is declared{For(stage, arg, name)} before line {step.Run.Lines.First}, which does not use it";
                yield return Found(subject, arg, $"{place}: a new value runs that step and all steps below it again");
            }
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject) => subject.Dockerfile.Stages.SelectMany(stage => Early(subject, stage)
        .Where(found => found.Arg.Assignments.Count == 1)
        .Select(found => MoveDown(subject, stage, found.Arg, found.Name))
        .OfType<Proposal>());

    private Proposal? MoveDown(LintSubject subject, DockerfileStage stage, ArgInstruction arg, string name)
    {
        var dockerfile = subject.Dockerfile;
        var below = stage.Instructions.SkipWhile(instruction => instruction != (Instruction)arg).Skip(1).ToArray();
        var user = Array.FindIndex(below, instruction => instruction is not (LabelInstruction or ArgInstruction) && Uses(instruction, name));
        var passed = below[..(user < 0 ? below.Length : user)];
        var labels = passed.Where(instruction => instruction is LabelInstruction && Uses(instruction, name)).ToArray();
        var anchor = user < 0 ? below[^1] : below[user];
        // Moving it past its labels alone gains nothing.
        if (passed.All(instruction => instruction is not RunInstruction) || labels.Contains(anchor))
            return null;
        if (below.Any(instruction => FeedsArgument(instruction, name)))
            return null;
        // A build script may read it from its environment.
        if (passed.OfType<RunInstruction>().SelectMany(run => subject.StepOf(run).Commands).Any(MayReadEnvironment))
            return null;
        var blocks = ((Instruction[])[arg, .. labels]).Select(instruction => Edit.Block(dockerfile, instruction)).ToArray();
        var moved = string.Concat(blocks.Select(block => Edit.Closed(dockerfile, dockerfile.Text[block.Start..block.End])));
        var place = user < 0 ? Edit.After(dockerfile, anchor, moved) : Edit.Before(dockerfile, anchor, moved);
        // The build of a package may read its version from the environment.
        var builds = passed.OfType<RunInstruction>()
            .SelectMany(run => subject.StepOf(run).Installs)
            .Any(install => InstallOrder.NeedsCode(install.Tool, install.Command));
        return Propose(arg, $"move {name} to its first use", [.. blocks.Select(block => new TextEdit(block.Start, block.End - block.Start, "")), place]) with
        {
            Needs = builds ? $"the build of the project must not read {name} from its environment" : null,
        };
    }

    // The arguments that change with each build, and the first step below each that does not use it.
    private static IEnumerable<(ArgInstruction Arg, string Name, RunStep Step)> Early(LintSubject subject, DockerfileStage stage)
    {
        foreach (var arg in stage.Instructions.OfType<ArgInstruction>())
        {
            foreach (var assignment in arg.Assignments.Where(assignment => IsVolatile(assignment.Name)))
            {
                var step = subject.StepsOf(stage).FirstOrDefault(step => step.Run.Span.Start > arg.Span.Start);
                if (step is not null && !Uses(step.Run, assignment.Name))
                    yield return (arg, assignment.Name, step);
            }
        }
    }

    private static bool IsVolatile(string name) =>
        s_volatile.Contains(name)
        || s_beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || name is "GITHUB_REF" or "GITHUB_REF_NAME";

    // A label does not run later steps again; the argument that it uses does, and must be declared above it.
    private static string For(DockerfileStage stage, ArgInstruction arg, string name)
    {
        var label = stage.Instructions.OfType<LabelInstruction>().FirstOrDefault(label => label.Span.Start > arg.Span.Start && Uses(label, name));
        return label is null ? "" : $", for the LABEL in line {label.Lines.First},";
    }

    private static bool MayReadEnvironment(ShellCommand command) => PackageTool.Of(command) is null && !InstallInputs.IsHarmless(command);

    private static bool FeedsArgument(Instruction instruction, string name) =>
        instruction is ArgInstruction other && other.Text.Contains($"${name}", StringComparison.Ordinal);

    private static bool Uses(Instruction instruction, string name) =>
        Mentions(instruction.Text, name)
        || instruction.Heredocs.Any(heredoc => Mentions(heredoc.Content, name))
        || instruction is ArgInstruction or FromInstruction;

    private static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && text[at - 1] is '$' or '{')
                return true;
        }

        return false;
    }
}
