using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal sealed partial class StageEvaluator
{
    private const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly StageState s_scratch = new()
    {
        Complete = true,
        User = "",
        WorkingDirectory = "/",
        Variables = ImmutableDictionary<string, string>.Empty.Add("PATH", DefaultPath),
    };

    private DockerfileStage Dispatch(Draft stage)
    {
        stage.State = stage.BaseStage?.State ?? (stage.Base == "scratch" ? s_scratch : StageState.Unknown);
        stage.Dispatched = true;
        var from = stage.From with { State = stage.State };
        var triggers = new List<Instruction>();
        foreach (var trigger in stage.BaseStage?.Instructions.OfType<OnbuildInstruction>() ?? [])
        {
            if (trigger.Instruction is { } instruction)
                triggers.Add(Dispatch(stage, instruction with { State = stage.State }, stage.From.Lines));
            else
                Add(stage.From.Lines, $"the trigger of line {trigger.Lines.First} is invalid: {trigger.Expression}");
        }

        var instructions = new List<Instruction>();
        foreach (var instruction in stage.Instructions)
            instructions.Add(Dispatch(stage, instruction with { State = stage.State }, instruction.Lines));

        return new DockerfileStage
        {
            Index = stage.Index,
            From = from,
            Base = stage.Base,
            BaseStage = stage.BaseStage?.Index,
            Triggers = triggers,
            Instructions = instructions,
            End = stage.State,
        };
    }

    private Instruction Dispatch(Draft stage, Instruction instruction, DockerfileLines lines)
    {
        try
        {
            return instruction switch
            {
                ArgInstruction arg => Arg(stage, arg),
                CopyInstruction copy => Copy(stage, copy),
                AddInstruction add => Transfer(stage, add),
                EnvInstruction env => Env(stage, env),
                ExposeInstruction expose => Expose(stage, expose),
                LabelInstruction label => label with { Assignments = Expand(stage, label.Assignments) },
                RunInstruction run => Run(stage, run),
                ShellInstruction shell => Shell(stage, shell),
                StopsignalInstruction signal => Stopsignal(stage, signal),
                UserInstruction user => User(stage, user),
                VolumeInstruction volume => Volume(stage, volume),
                WorkdirInstruction workdir => Workdir(stage, workdir),
                _ => instruction,
            };
        }
        catch (InvalidInstructionException exception)
        {
            Add(lines, exception.Message);
            return instruction;
        }
    }

    private string Word(Draft stage, string text) => Lexer(Lookup(stage), !stage.State.Complete).Word(text);

    private static Func<string, string?> Lookup(Draft stage) => name => stage.State.Variables.GetValueOrDefault(name);

    private ArgInstruction Arg(Draft stage, ArgInstruction instruction)
    {
        var done = new List<Assignment>();
        foreach (var assignment in instruction.Assignments)
        {
            var value = arguments.GetValueOrDefault(assignment.Name)
                ?? (assignment.Value is null ? _globals.GetValueOrDefault(assignment.Name) : Word(stage, assignment.Value));
            if (value is not null)
                stage.State = stage.State with { Variables = stage.State.Variables.SetItem(assignment.Name, value) };
            done.Add(assignment with { Expanded = value });
        }

        return instruction with { Assignments = done };
    }

    private EnvInstruction Env(Draft stage, EnvInstruction instruction)
    {
        var assignments = Expand(stage, instruction.Assignments);
        // All assignments use the variables set before the first one.
        var variables = stage.State.Variables.ToBuilder();
        foreach (var assignment in assignments)
            variables[Word(stage, assignment.Name)] = assignment.Expanded!;
        stage.State = stage.State with { Variables = variables.ToImmutable() };
        return instruction with { Assignments = assignments };
    }

    private List<Assignment> Expand(Draft stage, IReadOnlyList<Assignment> assignments)
    {
        var done = new List<Assignment>();
        foreach (var assignment in assignments)
        {
            Word(stage, assignment.Name);
            done.Add(assignment with { Expanded = Word(stage, assignment.Value!) });
        }

        return done;
    }

    private static ShellInstruction Shell(Draft stage, ShellInstruction instruction)
    {
        stage.State = stage.State with { Shell = instruction.Command.Words };
        return instruction;
    }

    private UserInstruction User(Draft stage, UserInstruction instruction)
    {
        var user = Word(stage, instruction.Account.Text);
        stage.State = stage.State with { User = user };
        return instruction with { Expanded = user };
    }

    private WorkdirInstruction Workdir(Draft stage, WorkdirInstruction instruction)
    {
        var path = Word(stage, instruction.Path.Text);
        var folder = PosixPath.Absolute(stage.State.WorkingDirectory, path);
        stage.State = stage.State with { WorkingDirectory = folder, WrittenDirectory = path.StartsWith('/') ? path : folder };
        return instruction with { Expanded = folder };
    }

    private VolumeInstruction Volume(Draft stage, VolumeInstruction instruction) =>
        instruction.Paths.All(path => Word(stage, path.Text.Trim()).Length > 0)
            ? instruction
            : throw new InvalidInstructionException("VOLUME specified can not be an empty string");

    private StopsignalInstruction Stopsignal(Draft stage, StopsignalInstruction instruction)
    {
        var signal = Word(stage, instruction.Signal.Text);
        return SignalText.IsValid(signal) || Undecided(stage, signal) ? instruction : throw new InvalidInstructionException($"invalid signal: {signal}");
    }

    private ExposeInstruction Expose(Draft stage, ExposeInstruction instruction)
    {
        foreach (var word in instruction.Ports)
        {
            foreach (var port in Lexer(Lookup(stage), !stage.State.Complete).Words(word.Text))
            {
                if (!PortText.IsValid(port) && !Undecided(stage, port))
                    throw new InvalidInstructionException($"invalid port: \"{port}\"");
            }
        }

        return instruction;
    }

    /// <summary>Returns true if a text uses a variable that an unknown base image may set.</summary>
    private static bool Undecided(Draft stage, string text) => !stage.State.Complete && text.Contains('$', StringComparison.Ordinal);
}
