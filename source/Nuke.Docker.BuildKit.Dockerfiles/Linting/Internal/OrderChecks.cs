using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What stands before something that takes long, and needn't.</summary>
internal static class OrderChecks
{
    private static readonly HashSet<string> s_volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "SHA", "COMMIT", "COMMIT_SHA", "GIT_SHA", "GIT_COMMIT", "GIT_REV", "GIT_REVISION", "GIT_HASH", "GIT_REF", "GIT_TAG",
        "GIT_BRANCH", "GITHUB_SHA", "CI_COMMIT_SHA", "REVISION", "VCS_REF", "SOURCE_COMMIT", "COMMIT_HASH", "DATE",
        "BUILD_DATE", "BUILD_TIME", "BUILD_TIMESTAMP", "BUILDTIME", "BUILDDATE", "TIMESTAMP", "CREATED", "BUILD_ID",
        "BUILD_NUMBER", "BUILD_SHA", "BUILD_VERSION", "BUILD_COMMIT", "BUILD_REVISION", "VERSION", "APP_VERSION",
        "IMAGE_VERSION", "RELEASE", "RELEASE_VERSION", "CACHEBUST", "CACHE_BUST",
    };

    public static IEnumerable<LintFinding> CodeBeforeDependencies(LintSubject subject)
    {
        foreach (var copy in subject.Dockerfile.Stages.SelectMany(stage => Early(subject, stage)))
        {
            yield return subject.Find(
                LintRules.CodeBeforeDependencies,
                copy.Copy,
                $"{copy.Copy.Text.Trim()} stands before line {copy.Install.Run.Lines.First}, which installs with {copy.Install.Installs[0].Tool.Name}: each change of code installs everything again");
        }
    }

    public static IEnumerable<LintFinding> NeedlessSyncs(LintSubject subject) => Needless(subject).Select(step => subject.Find(
        LintRules.CodeBeforeDependencies,
        step.Run,
        "this uv sync runs again with each change of code and has nothing to do: the project has no build system, so it isn't installed itself"));

    /// <summary>Second syncs of a project that is none to install, behind one that has brought its dependencies with the same options.</summary>
    public static IEnumerable<RunStep> Needless(LintSubject subject)
    {
        if (subject.Context.Directory is not { } directory || !subject.Context.Has("uv.lock") || PythonProjectReader.Read(directory) is { Installable: true } or { WorkspaceMembers.Count: > 0 })
            yield break;
        foreach (var step in subject.Steps.Where(step => step.Commands is [{ Program: "uv" } command] && command.Words.ElementAtOrDefault(1) == "sync" && !command.Has("--no-install-project")))
        {
            var before = subject.StepsOf(step.Stage).TakeWhile(other => other != step);
            if (before.Any(first => first.Commands is [{ Program: "uv" } command] && command.Has("--no-install-project") && Options(first).SetEquals(Options(step))))
                yield return step;
        }

        static HashSet<string> Options(RunStep step) => [.. step.Commands[0].Arguments.Where(word => word is not ("--no-install-project" or "--locked" or "--frozen"))];
    }

    /// <summary>Copies of code that stand before an install which could do without.</summary>
    public static IEnumerable<(TransferInstruction Copy, RunStep Install)> Early(LintSubject subject, DockerfileStage stage)
    {
        foreach (var copy in stage.Instructions.OfType<TransferInstruction>().Where(ContextCopy.FromContext))
        {
            if (!copy.ExpandedSources.Any(ContextCopy.IsCode))
                continue;
            var below = subject.StepsOf(stage).Where(step => step.Run.Span.Start > copy.Span.Start);
            if (below.FirstOrDefault(step => step.Installs.Any(install => !NeedsCode(install.Tool, install.Command) && !IsSecond(subject, step, install.Tool))) is { } install)
                yield return (copy, install);
        }
    }

    public static IEnumerable<LintFinding> VolatileArguments(LintSubject subject)
    {
        foreach (var stage in subject.Dockerfile.Stages)
        {
            foreach (var (arg, name, step) in Volatile(subject, stage))
            {
                yield return subject.Find(
                    LintRules.VolatileArgumentEarly,
                    arg,
                    $"{name} stands{For(stage, arg, name)} before line {step.Run.Lines.First}, which doesn't use it: a new value runs that step and all below it again");
            }
        }
    }

    // A label runs nothing again by itself; the argument that feeds it does, and has to stand above it.
    private static string For(DockerfileStage stage, ArgInstruction arg, string name)
    {
        var label = stage.Instructions.OfType<LabelInstruction>().FirstOrDefault(label => label.Span.Start > arg.Span.Start && Uses(label, name));
        return label is null ? "" : $", for the LABEL in line {label.Lines.First},";
    }

    /// <summary>Arguments that change with each build, and the first step below that does without.</summary>
    public static IEnumerable<(ArgInstruction Arg, string Name, RunStep Step)> Volatile(LintSubject subject, DockerfileStage stage)
    {
        foreach (var arg in stage.Instructions.OfType<ArgInstruction>())
        {
            foreach (var assignment in arg.Assignments.Where(assignment => s_volatile.Contains(assignment.Name)))
            {
                var step = subject.StepsOf(stage).FirstOrDefault(step => step.Run.Span.Start > arg.Span.Start);
                if (step is not null && !Uses(step.Run, assignment.Name))
                    yield return (arg, assignment.Name, step);
            }
        }
    }

    public static bool Uses(Instruction instruction, string name) =>
        Mentions(instruction.Text, name) || instruction.Heredocs.Any(heredoc => Mentions(heredoc.Content, name)) || instruction is ArgInstruction or FromInstruction;

    private static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && text[at - 1] is '$' or '{')
                return true;
        }

        return false;
    }

    /// <summary>Whether the project itself is installed along with its dependencies.</summary>
    public static bool NeedsCode(PackageTool tool, ShellCommand command) => tool.Name switch
    {
        "pip" => command.Arguments.Any(IsProject),
        "uv" when command.Words.Contains("pip") => command.Arguments.Any(IsProject),
        "uv" => command.Words.Contains("run"),
        _ => false,
    };

    /// <summary>The second of two: the first took the dependencies alone.</summary>
    private static bool IsSecond(LintSubject subject, RunStep step, PackageTool tool) => subject.Lineage(step.Stage).SelectMany(subject.StepsOf)
        .Where(other => other.Run.Span.Start < step.Run.Span.Start)
        .Any(other => other.Installs.Any(install => install.Tool == tool && install.Command.Has("--no-install-project", "--no-install-workspace", "--no-root", "--no-self")));

    private static bool IsProject(string word) =>
        word is "." or "./" or "-e" or "--editable"
        || word.StartsWith(".[", StringComparison.Ordinal)
        || (word.StartsWith("./", StringComparison.Ordinal) && !word.EndsWith(".txt", StringComparison.Ordinal) && !word.EndsWith(".whl", StringComparison.Ordinal));
}
