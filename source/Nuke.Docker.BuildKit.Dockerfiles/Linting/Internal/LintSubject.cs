using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What the checks look at.</summary>
internal sealed class LintSubject
{
    private readonly Dictionary<int, List<RunStep>> _steps = [];

    public LintSubject(Dockerfile dockerfile, LintContext context)
    {
        Dockerfile = dockerfile;
        Context = context;
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

    /// <summary>The stage that is built.</summary>
    public DockerfileStage Final { get; }

    public IEnumerable<RunStep> Steps => Dockerfile.Stages.SelectMany(stage => _steps[stage.Index]);

    public IReadOnlyList<RunStep> StepsOf(DockerfileStage stage) => _steps[stage.Index];

    /// <summary>A stage's bases and itself, lowest first: what ends up in it.</summary>
    public IEnumerable<DockerfileStage> Lineage(DockerfileStage stage)
    {
        var chain = new Stack<DockerfileStage>();
        for (var current = stage; current is not null; current = current.BaseStage is { } index ? Dockerfile.Stages[index] : null)
            chain.Push(current);
        return chain;
    }

    /// <summary>The stages that the build asks for: the one that is built, and those that it goes on from, copies from or mounts.</summary>
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

    public LintFinding Find(LintRule rule, Instruction instruction, string message) => new(rule, Dockerfile.Path, instruction.Lines, message) { Span = instruction.Span };

    public LintFinding Find(LintRule rule, Instruction instruction, SourceSpan span, string message) =>
        new(rule, Dockerfile.Path, new DockerfileLines(span.Line, Math.Max(span.Line, span.EndLine)), message) { Span = span };

    private Account Of(DockerfileStage stage, RunInstruction run)
    {
        DockerfileStage[] lineage = [.. Lineage(stage)];
        return run.State.User is null && BaseImage.IsUnprivileged(lineage)
            ? Account.Unknown
            : Account.Of(run.State.User, run.State.Variables, lineage.SelectMany(other => _steps[other.Index]).SelectMany(step => step.Commands));
    }
}
