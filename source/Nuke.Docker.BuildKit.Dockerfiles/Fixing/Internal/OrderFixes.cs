using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>What takes long comes first.</summary>
internal static class OrderFixes
{
    /// <summary>The code moves behind the installs, which are lent the files that they read.</summary>
    public static IEnumerable<Proposal> CodeBeforeDependencies(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        foreach (var stage in dockerfile.Stages)
        {
            foreach (var (copy, _) in OrderChecks.Early(subject, stage))
            {
                var below = stage.Instructions.SkipWhile(instruction => instruction != (Instruction)copy).Skip(1).ToArray();
                var last = Array.FindLastIndex(below, instruction => instruction is RunInstruction run && InstallsWithoutCode(Step(subject, run)));
                var passed = below[..(last + 1)];
                var inputs = passed.Select(instruction => (Instruction: instruction, Files: Inputs(subject, stage, copy, instruction))).ToArray();
                if (last < 0 || inputs.Any(input => input.Files is null))
                    continue;
                var (start, end) = Edit.Block(dockerfile, copy);
                var edits = new List<TextEdit> { new(start, end - start, ""), Edit.After(dockerfile, below[last], Edit.Closed(dockerfile, dockerfile.Text[start..end])) };
                foreach (var (instruction, files) in inputs.Where(input => input.Files!.Count > 0))
                    edits.Add(Edit.AddMounts(dockerfile, (RunInstruction)instruction, files!.Select(file => $"--mount=type=bind,source={file.Source},target={file.Target}")));
                yield return new Proposal(LintRules.CodeBeforeDependencies, copy, $"{copy.Text.Trim()} stands behind the installs, which are lent what they read", edits);
            }
        }
    }

    /// <summary>uv's project comes in two steps: its dependencies before the code, itself behind it.</summary>
    public static IEnumerable<Proposal> TwoSyncs(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        if (!subject.Context.Has("uv.lock") || !subject.Context.Has("pyproject.toml"))
            yield break;
        foreach (var (copy, step) in dockerfile.Stages.SelectMany(stage => OrderChecks.Early(subject, stage)))
        {
            var raw = dockerfile.TextOf(step.Run.Span);
            var call = raw.IndexOf("uv sync", StringComparison.Ordinal);
            var flags = step.Run.Flags.Count == 0 ? "" : dockerfile.Text[step.Run.Flags[0].Span.Start..step.Run.Source.Arguments.Span.Start];
            if (step.Commands is not [{ Program: "uv" } command] || !command.Words.Contains("sync") || call < 0 || step.Run.Heredocs.Count > 0 || !copy.ExpandedSources.Any(ContextCopy.IsWhole)
                || PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination) != (step.Run.State.WorkingDirectory ?? "/"))
                continue;
            // The first sync runs as the second does: in its folder, with its variables.
            var alike = copy.State.WorkingDirectory == step.Run.State.WorkingDirectory && copy.State.User == step.Run.State.User && copy.State.Variables.Count == step.Run.State.Variables.Count;
            if (!alike && !CanMove(copy, step))
                continue;
            var indent = Edit.Indent(dockerfile, step.Run);
            var lend = string.Concat(((string[])["uv.lock", "pyproject.toml"])
                .Where(file => !flags.Contains(file, StringComparison.Ordinal))
                .Select(file => $"--mount=type=bind,source={file},target={file} {dockerfile.EscapeCharacter}{dockerfile.NewLine}{indent}"));
            var arguments = step.Run.Source.Arguments.Span.Start - step.Run.Span.Start;
            var first = raw.Insert(call + "uv sync".Length, " --no-install-project").Insert(step.Run.Flags.Count > 0 ? step.Run.Flags[0].Span.Start - step.Run.Span.Start : arguments, lend);
            var (start, end) = Edit.Block(dockerfile, copy);
            yield return new Proposal(LintRules.CodeBeforeDependencies, copy, "uv installs the dependencies before the code is copied", alike
                ? [Edit.Before(dockerfile, copy, first + dockerfile.NewLine)]
                : [new TextEdit(start, end - start, ""), Edit.Before(dockerfile, step.Run, first + dockerfile.NewLine + Edit.Closed(dockerfile, dockerfile.Text[start..end]))]);
        }
    }

    public static IEnumerable<Proposal> NeedlessSyncs(LintSubject subject) => OrderChecks.Needless(subject).Select(step => new Proposal(
        LintRules.CodeBeforeDependencies,
        step.Run,
        "the second uv sync, which has nothing to install, is left out",
        [Edit.RemoveBlock(subject.Dockerfile, step.Run)]));

    public static IEnumerable<Proposal> VolatileArguments(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        foreach (var stage in dockerfile.Stages)
        {
            foreach (var (arg, name, _) in OrderChecks.Volatile(subject, stage).Where(found => found.Arg.Assignments.Count == 1))
            {
                var below = stage.Instructions.SkipWhile(instruction => instruction != (Instruction)arg).Skip(1).ToArray();
                var user = Array.FindIndex(below, instruction => instruction is not (LabelInstruction or ArgInstruction) && OrderChecks.Uses(instruction, name));
                var labels = below[..(user < 0 ? below.Length : user)].Where(instruction => instruction is LabelInstruction && OrderChecks.Uses(instruction, name)).ToArray();
                var anchor = user < 0 ? below[^1] : below[user];
                // Nothing to win where only it and its labels stand between.
                if (below[..(user < 0 ? below.Length : user)].All(instruction => instruction is not RunInstruction) || below.Any(instruction => FeedsArgument(instruction, name)))
                    continue;
                // A build script may read it from its environment.
                if (below[..(user < 0 ? below.Length : user)].OfType<RunInstruction>().SelectMany(run => Step(subject, run).Commands).Any(command => PackageTool.Of(command) is null && !InstallInputs.IsHarmless(command)))
                    continue;
                var blocks = ((Instruction[])[arg, .. labels]).Select(instruction => Edit.Block(dockerfile, instruction)).ToArray();
                var moved = string.Concat(blocks.Select(block => Edit.Closed(dockerfile, dockerfile.Text[block.Start..block.End])));
                if (labels.Contains(anchor))
                    continue;
                var place = user < 0 ? Edit.After(dockerfile, anchor, moved) : Edit.Before(dockerfile, anchor, moved);
                yield return new Proposal(
                    LintRules.VolatileArgumentEarly,
                    arg,
                    $"{name} stands where it is used",
                    [.. blocks.Select(block => new TextEdit(block.Start, block.End - block.Start, "")), place]);
            }
        }
    }

    private static bool InstallsWithoutCode(RunStep step) => step.Installs.Any(install => !OrderChecks.NeedsCode(install.Tool, install.Command));

    private static bool FeedsArgument(Instruction instruction, string name) => instruction is ArgInstruction other && other.Text.Contains($"${name}", StringComparison.Ordinal);

    private static bool CanMove(TransferInstruction copy, RunStep step) =>
        step.Stage.Instructions.SkipWhile(instruction => instruction != (Instruction)copy).Skip(1).TakeWhile(instruction => instruction != (Instruction)step.Run)
            .All(instruction => instruction is WorkdirInstruction or EnvInstruction or ArgInstruction or LabelInstruction or ExposeInstruction)
        && !copy.Text.Contains('$', StringComparison.Ordinal)
        && PosixPath.Absolute(step.Run.State.WorkingDirectory, copy.ExpandedDestination) == PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination);

    private static RunStep Step(LintSubject subject, RunInstruction run) => subject.Steps.First(step => step.Run == run);

    /// <summary>What an instruction reads of what is copied; null where that can't be told.</summary>
    private static List<(string Source, string Target)>? Inputs(LintSubject subject, DockerfileStage stage, TransferInstruction copy, Instruction instruction) => instruction switch
    {
        EnvInstruction or ArgInstruction or LabelInstruction or ExposeInstruction or CopyInstruction { From: not null } => [],
        // What is copied later wins: the order among copies must stay.
        CopyInstruction other => other.ExpandedSources.Any(ContextCopy.IsCode) || copy.ExpandedSources.Any(ContextCopy.IsWhole) ? null : [],
        RunInstruction run => InstallInputs.Of(subject, stage, copy, Step(subject, run)),
        _ => null,
    };
}
