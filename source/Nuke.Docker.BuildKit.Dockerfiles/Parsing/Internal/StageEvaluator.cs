using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Evaluates the stages as a build of all of them does, in BuildKit's order, before the first step.</summary>
internal sealed partial class StageEvaluator(Dockerfile draft, IReadOnlyDictionary<string, string> arguments)
{
    private readonly List<DockerfileProblem> _problems = [];
    private readonly Dictionary<string, string> _globals = [];
    private readonly List<Draft> _stages = [];
    private readonly List<(string Name, DockerfileLines Lines)> _images = [];

    public Dockerfile Evaluate()
    {
        CheckOptions();
        Cut();
        PlatformArguments.AddTo(_globals, _stages[^1].From.StageName ?? "default");
        foreach (var (name, _) in _globals.ToArray())
            _globals[name] = arguments.GetValueOrDefault(name) ?? _globals[name];
        ArgInstruction[] globals = [.. draft.GlobalArgs.Select(Global)];
        foreach (var stage in _stages)
            ResolveBase(stage);
        foreach (var stage in _stages)
            Connect(stage);
        if (!Circular())
        {
            foreach (var stage in _stages.Where(stage => stage.BaseStage is null))
                CheckReference(stage.Base, stage.From.Lines);
            foreach (var (name, lines) in _images)
                CheckReference(name, lines);
        }

        DockerfileStage[] stages = [.. _stages.Select(Dispatch)];
        return draft with
        {
            GlobalArgs = globals,
            Stages = stages,
            Instructions = [.. globals, .. stages.SelectMany(stage => (IEnumerable<Instruction>)[stage.From, .. stage.Instructions])],
            Problems = _problems,
        };
    }

    private void Cut()
    {
        foreach (var instruction in draft.Instructions.Skip(draft.GlobalArgs.Count))
        {
            if (instruction is FromInstruction from)
                _stages.Add(new Draft(_stages.Count, from));
            else
                _stages[^1].Instructions.Add(instruction);
        }
    }

    private ArgInstruction Global(ArgInstruction instruction) => instruction with
    {
        Assignments = [.. instruction.Assignments.Select(assignment =>
        {
            var value = arguments.GetValueOrDefault(assignment.Name)
                ?? (assignment.Value is null ? null : Try(instruction.Lines, () => Lexer(name => _globals.GetValueOrDefault(name)).Word(assignment.Value)));
            if (value is not null)
                _globals[assignment.Name] = value;
            return assignment with { Expanded = value };
        })],
    };

    private void ResolveBase(Draft stage)
    {
        var from = stage.From;
        var name = Try(from.Lines, () => GlobalWord(from.Image.Text));
        if (name == "")
            Add(from.Lines, $"base name ({from.Image.Text}) should not be blank");
        stage.Base = name is { Length: > 0 } ? name : from.Image.Text;
        // Only earlier stages; the last one with the name counts. Names are in lower case, and this one is not converted.
        stage.BaseStage = _stages.Take(stage.Index).LastOrDefault(other => other.From.StageName == stage.Base);
        if (from.Platform is { Length: > 0 } text && Try(from.Lines, () => GlobalWord(text)) is { } platform)
        {
            if (platform.Length == 0)
                Add(from.Lines, $"empty platform value from expression {text}");
            else if (!PlatformText.IsValid(platform))
                Add(from.Lines, $"failed to parse platform {text}");
        }

        // A named context may replace the stage, so that its name must be valid for an image; b- and a..b are not.
        if (from.StageName is { } stageName && !IsReference(stageName))
            Add(from.Lines, $"invalid context name {stageName}: invalid reference format");
    }

    private string GlobalWord(string text) => Lexer(name => _globals.GetValueOrDefault(name)).Word(text);

    private void CheckReference(string name, DockerfileLines lines)
    {
        if (name != "scratch" && !IsReference(name))
            Add(lines, $"failed to parse stage name \"{name}\": invalid reference format");
    }

    private static bool IsReference(string name)
    {
        try
        {
            ImageReference.Parse(name);
            return true;
        }
        catch (InvalidSettingException)
        {
            return false;
        }
    }

    private void CheckOptions()
    {
        if (draft.Directives.FirstOrDefault(directive => directive.Name == "syntax") is { } syntax && string.IsNullOrWhiteSpace(syntax.Value))
            _problems.Add(new DockerfileProblem("invalid context name : invalid reference format", null));
        foreach (var option in draft.CheckOptions)
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : option[..equals].Trim();
            if (key is not ("skip" or "experimental" or "error") || (key == "error" && GoBoolean.Parse(option[(equals + 1)..].Trim()) is null))
                _problems.Add(new DockerfileProblem($"failed to parse check options: invalid check option \"{option}\"", null));
        }
    }

    private ShellLexer Lexer(Func<string, string?> variable, bool keepUnknown = false) => new(draft.EscapeCharacter, variable) { KeepUnknown = keepUnknown };

    private string? Try(DockerfileLines lines, Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidInstructionException exception)
        {
            Add(lines, exception.Message);
            return null;
        }
    }

    private void Add(DockerfileLines lines, string message) => _problems.Add(new DockerfileProblem(message, lines));

    /// <summary>A stage during its evaluation.</summary>
    private sealed class Draft(int index, FromInstruction from)
    {
        public int Index { get; } = index;

        public FromInstruction From { get; } = from;

        public List<Instruction> Instructions { get; } = [];

        public string Base { get; set; } = "";

        public Draft? BaseStage { get; set; }

        public List<(Draft Stage, DockerfileLines Lines)> Dependencies { get; } = [];

        public bool Dispatched { get; set; }

        public StageState State { get; set; } = StageState.Unknown;
    }
}
