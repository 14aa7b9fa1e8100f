using Nuke.Docker.BuildKit.Dockerfiles.Editing;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class CodeBeforeDependencies() : DockerfileRule(new("NDB001", LintSeverity.Warning)
{
    Cause = "code is copied before dependencies are installed",
    Cost = "each change of code reinstalls all dependencies",
    Cure = "bind-mount only the files that the installation reads, and copy the code afterwards",
    Notes = """
        ```dockerfile
        RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \
            --mount=type=cache,target=/root/.cache/pip \
            pip install -r requirements.txt
        COPY . .
        ```
        """,
    Fixer = """
        fixes this if it can find every file that the installation reads: requirements files that name only packages, and the files that they include.
        A path, a local URL, a variable or a setting that may name more files prevents it. It splits the installation of a uv project in two:
        `uv sync --no-install-project` before the code is copied, `uv sync` afterwards. If the project has no build
        system, the second `uv sync` has nothing to install, and is removed.
        """,
})
{
    public override IEnumerable<LintFinding> Check(LintSubject subject)
    {
        foreach (var (copy, install) in subject.Dockerfile.Stages.SelectMany(stage => InstallOrder.EarlyCopies(subject, stage)))
        {
            var place = $"{copy.Text.Trim()} comes before line {install.Run.Lines.First}, which installs with {install.Installs[0].Tool.Name}";
            yield return Found(subject, copy, $"{place}: each change of code reinstalls all dependencies");
        }

        foreach (var (copy, install) in subject.Dockerfile.Stages.SelectMany(stage => InstallOrder.EarlyProjects(subject, stage)))
        {
            var place = $"{copy.Text.Trim()} comes before line {install.Run.Lines.First}, which installs the project and its dependencies";
            yield return Found(subject, copy, $"{place}: each change of code reinstalls them; install the dependencies before, the project with --no-deps");
        }

        foreach (var step in NeedlessSyncs(subject))
        {
            const string Reason = "the project has no build system, so that this uv sync has nothing to install, and runs again after each change of code";
            yield return Found(subject, step.Run, $"{Reason}; remove it");
        }
    }

    public override IEnumerable<Proposal> Fix(LintSubject subject) => SplitSyncs(subject)
        .Concat(NeedlessSyncs(subject).Select(step =>
            Propose(step.Run, "remove the second uv sync, which has nothing to install", Edit.RemoveBlock(subject.Dockerfile, step.Run))))
        .Concat(MoveCopies(subject));

    /// <summary>Finds second syncs of a project that is not installed itself, after a first one with the same options.</summary>
    private static IEnumerable<RunStep> NeedlessSyncs(LintSubject subject)
    {
        if (!subject.Context.Has("uv.lock") || subject.Context.Project() is not { Installable: false, WorkspaceMembers.Count: 0 })
            yield break;
        foreach (var step in subject.Steps.Where(IsProjectSync))
        {
            var before = subject.StepsOf(step.Stage).TakeWhile(other => other != step);
            if (before.Any(first => IsDependencySync(first) && Options(first).SetEquals(Options(step))))
                yield return step;
        }

        static bool IsProjectSync(RunStep step) =>
            step.Commands is [{ Program: "uv" } command] && command.Words.ElementAtOrDefault(1) == "sync" && !command.Has("--no-install-project");

        static bool IsDependencySync(RunStep step) => step.Commands is [{ Program: "uv" } command] && command.Has("--no-install-project");

        static HashSet<string> Options(RunStep step) =>
            [.. step.Commands[0].Arguments.Where(word => word is not ("--no-install-project" or "--locked" or "--frozen"))];
    }

    // Moves the code after the installations, and bind-mounts the files that these read.
    private IEnumerable<Proposal> MoveCopies(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        foreach (var stage in dockerfile.Stages)
        {
            foreach (var (copy, _) in InstallOrder.EarlyCopies(subject, stage))
            {
                var below = stage.Instructions.SkipWhile(instruction => instruction != (Instruction)copy).Skip(1).ToArray();
                var last = Array.FindLastIndex(below, instruction => instruction is RunInstruction run && InstallsWithoutCode(subject.StepOf(run)));
                var passed = below[..(last + 1)];
                var inputs = passed.Select(instruction => (Instruction: instruction, Files: Inputs(subject, stage, copy, instruction))).ToArray();
                if (last < 0 || inputs.Any(input => input.Files is null))
                    continue;
                var (start, end) = Edit.Block(dockerfile, copy);
                var moved = Edit.Closed(dockerfile, dockerfile.Text[start..end]);
                var edits = new List<TextEdit> { new(start, end - start, ""), Edit.After(dockerfile, below[last], moved) };
                foreach (var (instruction, files) in inputs.Where(input => input.Files!.Count > 0))
                {
                    var mounts = files!.Select(file => $"--mount=type=bind,source={file.Source},target={file.Target}");
                    edits.Add(Edit.AddMounts(dockerfile, (RunInstruction)instruction, mounts));
                }

                yield return Propose(copy, $"move {copy.Text.Trim()} after the installations, which bind-mount the files that they read", edits);
            }
        }
    }

    // Installs the dependencies of a uv project before the code is copied, and the project afterwards.
    private IEnumerable<Proposal> SplitSyncs(LintSubject subject)
    {
        var dockerfile = subject.Dockerfile;
        if (!subject.Context.Has("uv.lock") || !subject.Context.Has("pyproject.toml"))
            yield break;
        foreach (var (copy, step) in dockerfile.Stages.SelectMany(stage => InstallOrder.EarlyCopies(subject, stage)))
        {
            if (!IsSingleSync(copy, step))
                continue;
            // The first sync must run as the second does: in the same directory, with the same user and variables.
            var alike = copy.State.WorkingDirectory == step.Run.State.WorkingDirectory
                && copy.State.User == step.Run.State.User
                && copy.State.Variables.Count == step.Run.State.Variables.Count;
            if ((!alike && !CanMove(copy, step)) || subject.Context.Project() is null || HasLocalSources(subject) || FirstSync(subject, step) is not { } first)
                continue;
            var (start, end) = Edit.Block(dockerfile, copy);
            var moved = Edit.Closed(dockerfile, dockerfile.Text[start..end]);
            yield return Propose(copy, "install the dependencies with uv before the code is copied", alike
                ? [Edit.Before(dockerfile, copy, first + dockerfile.NewLine)]
                : [new TextEdit(start, end - start, ""), Edit.Before(dockerfile, step.Run, first + dockerfile.NewLine + moved)]) with
            {
                Needs = UnlockedSync.IsLocked(subject, step, step.Commands[0]) ? null : "the lock file must be up to date",
            };
        }
    }

    private static bool IsSingleSync(TransferInstruction copy, RunStep step) =>
        step.Commands is [{ Program: "uv" } command]
        && command.Words.Contains("sync")
        && step.Run.Heredocs.Count == 0
        && copy.ExpandedSources.Any(ContextCopy.IsWhole)
        && PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination) == (step.Run.State.WorkingDirectory ?? "/");

    // Packages in directories of the project that are not members of its workspace, and dependencies that only the code knows.
    private static bool HasLocalSources(LintSubject subject)
    {
        var directory = subject.Context.Directory!;
        var members = subject.Context.Project() is { WorkspaceMembers.Count: > 0 };
        var lines = File.ReadLines(Path.Combine(directory, "uv.lock")).Where(line => line.StartsWith("source = {", StringComparison.Ordinal));
        var project = File.ReadAllText(Path.Combine(directory, "pyproject.toml"));
        return project.Contains("dynamic", StringComparison.Ordinal)
            || lines.Any(line => line.Contains(" path = ", StringComparison.Ordinal)
                || line.Contains(" directory = ", StringComparison.Ordinal)
                || (!members && (line.Contains(" editable = ", StringComparison.Ordinal) || line.Contains(" virtual = ", StringComparison.Ordinal))
                    && !line.Contains("= \".\"", StringComparison.Ordinal)));
    }

    // Without the members of a workspace, uv cannot check the lock file.
    private static string? ForWorkspace(string script)
    {
        var frozen = script.Replace(" --locked", " --frozen", StringComparison.Ordinal);
        return frozen.Contains(" --frozen", StringComparison.Ordinal)
            ? frozen.Replace("uv sync", "uv sync --no-install-workspace", StringComparison.Ordinal)
            : null;
    }

    private static string? FirstSync(LintSubject subject, RunStep step)
    {
        const string Call = "uv sync";
        var (dockerfile, run) = (subject.Dockerfile, step.Run);
        var workspace = subject.Context.Project() is { WorkspaceMembers.Count: > 0 };
        if (step.Commands[0].Words.Any(word => word.Contains('$', StringComparison.Ordinal)))
            return null;
        var raw = dockerfile.TextOf(run.Span);
        var call = raw.IndexOf(Call, StringComparison.Ordinal);
        if (call < 0)
            return null;
        var arguments = run.Source.Arguments.Span.Start;
        var front = run.Flags.Count == 0 ? arguments : run.Flags[0].Span.Start;
        var flags = dockerfile.Text[front..arguments];
        var lineBreak = $" {dockerfile.EscapeCharacter}{dockerfile.NewLine}{Edit.Indent(dockerfile, run)}";
        // uv chooses Python by .python-version, and creates the environment anew if that changes.
        var mounts = string.Concat(((string[])["uv.lock", "pyproject.toml", ".python-version", "uv.toml"])
            .Where(subject.Context.Has)
            .Where(file => !flags.Contains(file, StringComparison.Ordinal))
            .Select(file => $"--mount=type=bind,source={file},target={file}{lineBreak}"));
        var script = workspace ? ForWorkspace(raw) : raw.Insert(call + Call.Length, " --no-install-project");
        return script?.Insert(front - run.Span.Start, mounts);
    }

    private static bool InstallsWithoutCode(RunStep step) => step.Installs.Any(install => !InstallOrder.NeedsCode(install.Tool, install.Command));

    private static bool CanMove(TransferInstruction copy, RunStep step)
    {
        var between = step.Stage.Instructions
            .SkipWhile(instruction => instruction != (Instruction)copy)
            .Skip(1)
            .TakeWhile(instruction => instruction != (Instruction)step.Run);
        return between.All(instruction => instruction is WorkdirInstruction or EnvInstruction or ArgInstruction or LabelInstruction or ExposeInstruction)
            && !copy.Text.Contains('$', StringComparison.Ordinal)
            && PosixPath.Absolute(step.Run.State.WorkingDirectory, copy.ExpandedDestination)
                == PosixPath.Absolute(copy.State.WorkingDirectory, copy.ExpandedDestination);
    }

    /// <summary>Returns the copied files that an instruction reads; <c>null</c> if they are unknown.</summary>
    private static List<(string Source, string Target)>? Inputs(
        LintSubject subject, DockerfileStage stage, TransferInstruction copy, Instruction instruction) => instruction switch
    {
        EnvInstruction or ArgInstruction or LabelInstruction or ExposeInstruction or CopyInstruction { From: not null } => [],
        // A later copy overwrites an earlier one: the order of copies must not change.
        CopyInstruction other => other.ExpandedSources.Any(ContextCopy.IsCode) || copy.ExpandedSources.Any(ContextCopy.IsWhole) ? null : [],
        RunInstruction run => InstallInputs.Of(subject, stage, copy, subject.StepOf(run)),
        _ => null,
    };
}
