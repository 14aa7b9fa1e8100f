using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Steps;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>A Dockerfile as the rules see it: its steps, stages and context.</summary>
internal sealed class LintSubject
{
    private readonly Dictionary<int, List<RunStep>> _steps = [];

    public LintSubject(Dockerfile dockerfile, LintContext context)
    {
        Dockerfile = dockerfile;
        Context = context;
        Suppressions = new Suppressions(dockerfile);
        Final = (context.Target is { } target ? dockerfile.Stage(target) : null) ?? dockerfile.Stages[^1];
        foreach (var stage in dockerfile.Stages)
            _steps[stage.Index] = [];
        foreach (var stage in dockerfile.Stages)
        {
            foreach (var run in stage.Instructions.OfType<RunInstruction>())
            {
                var commands = run.Command.Exec ? ShellScript.Commands(run.Command.Words) : ShellScript.Commands(run.Script);
                _steps[stage.Index].Add(new RunStep(stage, run, commands, Of(stage, run)));
            }
        }
    }

    public Dockerfile Dockerfile { get; }

    public LintContext Context { get; }

    public Suppressions Suppressions { get; }

    /// <summary>The stage to build.</summary>
    public DockerfileStage Final { get; }

    /// <summary>The <c>RUN</c> instructions of all stages.</summary>
    public IEnumerable<RunStep> Steps => Dockerfile.Stages.SelectMany(stage => _steps[stage.Index]);

    public IReadOnlyList<RunStep> StepsOf(DockerfileStage stage) => _steps[stage.Index];

    public RunStep StepOf(RunInstruction run) => Steps.First(step => step.Run == run);

    /// <summary>Returns a stage and the stages that it is based on, in order from the lowest to the stage itself.</summary>
    public IEnumerable<DockerfileStage> Lineage(DockerfileStage stage)
    {
        var chain = new Stack<DockerfileStage>();
        for (var current = stage; current is not null; current = current.BaseStage is { } index ? Dockerfile.Stages[index] : null)
            chain.Push(current);
        return chain;
    }

    /// <summary>Returns the stages that are built: the stage to build, and those that it is based on, copies from or mounts.</summary>
    public IEnumerable<DockerfileStage> Needed()
    {
        var needed = new SortedSet<int>();
        Need(Final);
        return needed.Select(index => Dockerfile.Stages[index]);

        void Need(DockerfileStage stage)
        {
            if (!needed.Add(stage.Index))
                return;
            var used = stage.Instructions.SelectMany(instruction => instruction switch
            {
                CopyInstruction copy => [copy.FromStage],
                RunInstruction run => run.Mounts.OfType<SourcedRunMount>().Select(mount => mount.FromStage),
                _ => [],
            });
            foreach (var index in used.Append(stage.BaseStage).OfType<int>())
                Need(Dockerfile.Stages[index]);
        }
    }

    /// <summary>Returns the instruction that copies the whole context; <c>null</c> if no instruction does.</summary>
    public TransferInstruction? WholeCopy() => Needed()
        .SelectMany(stage => stage.Instructions)
        .OfType<TransferInstruction>()
        .FirstOrDefault(copy => ContextCopy.FromContext(copy) && copy.ExpandedSources.Any(ContextCopy.IsWhole));

    /// <summary>Returns <c>CMD</c> and <c>ENTRYPOINT</c> of the stage to build.</summary>
    public IEnumerable<(Instruction Instruction, CommandLine Command)> Started()
    {
        foreach (var instruction in Final.Instructions)
        {
            var command = instruction switch { CmdInstruction cmd => cmd.Command, EntrypointInstruction entrypoint => entrypoint.Command, _ => null };
            if (command is not null)
                yield return (instruction, command);
        }
    }

    private Account Of(DockerfileStage stage, RunInstruction run)
    {
        DockerfileStage[] lineage = [.. Lineage(stage)];
        return run.State.User is null && BaseImage.IsUnprivileged(lineage)
            ? Account.Unknown
            : Account.Of(run.State.User, run.State.Variables, lineage.SelectMany(other => _steps[other.Index]).SelectMany(step => step.Commands));
    }
}
