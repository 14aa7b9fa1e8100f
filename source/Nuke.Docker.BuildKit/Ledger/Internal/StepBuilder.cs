using System.Collections.Immutable;
using System.Globalization;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Creates the steps of the stages that a build needs, in the order of the Dockerfile, each with the inputs that are part of BuildKit's key.</summary>
internal sealed partial class StepBuilder
{
    private const int InstructionLength = 300;

    private readonly Dockerfile _dockerfile;
    private readonly BuildxBuildSettings _settings;
    private readonly NamedContexts _contexts;
    private readonly string? _platform;
    private readonly string? _targetPlatform;
    private readonly StepValues _values;
    private readonly ImmutableSortedDictionary<string, string> _secrets;
    private readonly Dictionary<int, StageEnd> _ends = [];
    private readonly SortedSet<string> _bases = new(StringComparer.Ordinal);
    private readonly List<string> _reasons = [];
    private readonly List<RemoteInput> _remotes = [];
    private readonly bool _namesStages;
    private readonly string _cacheNamespace;
    private readonly string _epoch;
    private readonly string _hostName;
    private List<LedgerStep> _steps = [];

    public StepBuilder(
        Dockerfile dockerfile,
        BuildxBuildSettings settings,
        IReadOnlyDictionary<string, string> arguments,
        LedgerKey key,
        NamedContexts contexts,
        string? platform,
        string? targetPlatform)
    {
        _targetPlatform = targetPlatform;
        (_dockerfile, _settings, _contexts, _platform) = (dockerfile, settings, contexts, platform);
        _secrets = SecretDigests.Of(settings, key).DistinctBy(secret => secret.Id).ToImmutableSortedDictionary(secret => secret.Id, secret => secret.Digest);
        _namesStages = dockerfile.Stages.Count > 1 || dockerfile.Stages.SelectMany(Instructions).Any(AddsStage);
        var variables = dockerfile.Stages.SelectMany(stage => stage.End.Variables).Concat(arguments);
        _cacheNamespace = arguments.GetValueOrDefault("BUILDKIT_CACHE_MOUNT_NS", "");
        // BuildKit creates the folder of WORKDIR with this time.
        _epoch = arguments.GetValueOrDefault(BuildPlanner.Epoch, "");
        _hostName = arguments.GetValueOrDefault("BUILDKIT_SANDBOX_HOSTNAME", "");
        var values = settings.SecretEnvironmentVariables?.Values ?? [];
        _values = new StepValues(key, variables, values);
    }

    /// <summary>The references of the images that the stages read.</summary>
    public IReadOnlyCollection<string> Bases => _bases;

    /// <summary>Reasons why the inputs are not known.</summary>
    public IReadOnlyList<string> Reasons => _reasons;

    /// <summary>The downloads of the commands.</summary>
    public IReadOnlyList<RemoteInput> Remotes => _remotes;

    /// <summary>Adds the steps to those of other platforms.</summary>
    public void AddTo(List<LedgerStep> steps)
    {
        _steps = steps;
        if (Enumerable.Range(0, _dockerfile.Stages.Count).Select(Replacement).FirstOrDefault(reason => reason is not null) is { } reason)
            _reasons.Add(reason);
        foreach (var stage in Needed())
            Add(stage);
    }

    private IEnumerable<DockerfileStage> Needed()
    {
        var needed = new SortedSet<int>();
        var final = (_settings.Target is { } target ? _dockerfile.Stage(target) : null) ?? _dockerfile.Stages[^1];
        Need(final);
        return needed.Select(index => _dockerfile.Stages[index]);

        void Need(DockerfileStage stage)
        {
            if (!needed.Add(stage.Index))
                return;
            var used = Instructions(stage).SelectMany(instruction => instruction switch
            {
                CopyInstruction copy => [StageOf(copy)],
                RunInstruction run => run.Mounts.OfType<SourcedRunMount>().Select(mount => mount.FromStage),
                _ => [],
            });
            foreach (var index in used.Append(stage.BaseStage).OfType<int>().ToList())
                Need(_dockerfile.Stages[index]);
        }
    }

    // BuildKit reads the context instead. Returns the reason why the files of a stage are not known.
    private string? Replacement(int stage) =>
        _dockerfile.Stages[stage].Name is { } name && _contexts.Find(name) is { } context ? $"the named context {context} replaces a stage" : null;

    private static IEnumerable<Instruction> Instructions(DockerfileStage stage) => stage.Triggers.Concat(stage.Instructions);

    // BuildKit counts such an image, and the empty one of a cache mount, as a stage. It names the stages in its progress if there are several.
    // Their source counts as a further stage, for a mount also if it has none.
    private static bool AddsStage(Instruction instruction) => instruction switch
    {
        CopyInstruction copy => copy.From is not null,
        RunInstruction run => run.Mounts.Count > 0,
        _ => false,
    };

    private int? StageOf(CopyInstruction copy) => copy.FromStage ?? (copy.From is { } from ? _dockerfile.Stage(from)?.Index : null);

    private void Add(DockerfileStage stage)
    {
        var reference = stage.BaseStage is null ? BaseOf(stage) : "";
        var start = stage.BaseStage is { } below ? _ends[below] : new StageEnd(-1, reference, []);
        var hasVertex = stage.BaseStage is null && stage.Base != "scratch";
        // BuildKit counts all triggers, also those that create no layer.
        var of = stage.Triggers.Count + stage.Instructions.Count(IsLayer) + (hasVertex ? 1 : 0);
        // The FROM of a named context counts, but has no number.
        var number = hasVertex && _contexts.Find(stage.Base) is null ? 1 : 0;
        var replaced = stage.BaseStage is { } baseStage ? Replacement(baseStage) : null;
        var (last, environment) = (start.Step, start.Environment);
        foreach (var instruction in Instructions(stage))
        {
            environment = Environment(instruction, environment);
            if (!IsLayer(instruction) || instruction is WorkdirInstruction { Expanded: "/" })
                continue;
            number++;
            var step = new LedgerStep
            {
                Stage = _namesStages ? stage.Name ?? $"stage-{stage.Index}" : null,
                StageName = stage.Name,
                Platform = _platform,
                ForeignPlatform = _targetPlatform,
                Number = number,
                Of = of,
                Keyword = instruction.Name,
                Instruction = HumanText.Shorten(_values.Redact(instruction.Text), InstructionLength),
                Parent = last,
                Base = last < 0 ? start.Base : "",
            };
            var complete = Complete(step, instruction, environment);
            _steps.Add(complete with { Uncertain = complete.Uncertain ?? replaced });
            last = _steps.Count - 1;
        }

        _ends[stage.Index] = new StageEnd(last, start.Base, environment);
    }

    private string BaseOf(DockerfileStage stage)
    {
        if (stage.Base == "scratch")
            return "scratch";
        var reference = stage.Base;
        if (_contexts.Find(reference) is { } name)
        {
            if (_contexts.Images.TryGetValue(name, out var image))
                reference = image;
            else
                _reasons.Add($"the base {name} is a context");
        }

        _bases.Add(reference);
        return OfPlatform(reference, stage.From.Platform ?? _targetPlatform);
    }

    private static string OfPlatform(string reference, string? platform) => platform is null ? reference : $"{reference} {platform}";

    private static bool IsLayer(Instruction instruction) => instruction is RunInstruction or CopyInstruction or AddInstruction or WorkdirInstruction;

    // BuildKit removes a variable and appends it again when it is set again.
    private static ImmutableList<(string Name, string Value)> Environment(Instruction instruction, ImmutableList<(string Name, string Value)> environment)
    {
        IEnumerable<Assignment> assignments = instruction switch
        {
            EnvInstruction env => env.Assignments,
            ArgInstruction arg => arg.Assignments.Where(assignment => assignment.Expanded is not null),
            _ => [],
        };
        foreach (var assignment in assignments)
            environment = environment.RemoveAll(variable => variable.Name == assignment.Name).Add((assignment.Name, assignment.Expanded ?? ""));
        return environment;
    }

    private LedgerStep Complete(LedgerStep step, Instruction instruction, ImmutableList<(string Name, string Value)> environment) => instruction switch
    {
        RunInstruction run => Run(step, run, environment),
        TransferInstruction transfer => Transfer(step, transfer),
        WorkdirInstruction workdir => step with
        {
            Inputs = Sorted(("path", workdir.Expanded), ("user", workdir.State.User ?? ""), ($"env {BuildPlanner.Epoch}", _epoch)),
        },
        _ => step,
    };

    private static SortedDictionary<string, string> Sorted(params ReadOnlySpan<(string Name, string Value)> inputs)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inputs)
        {
            if (value.Length > 0)
                sorted[name] = value;
        }

        return sorted;
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(uint? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The end of a stage.</summary>
    /// <param name="Step">The index of its last step; -1 if it has none.</param>
    /// <param name="Base">The image that it is based on.</param>
    /// <param name="Environment">Its variables, in order.</param>
    private sealed record StageEnd(int Step, string Base, ImmutableList<(string Name, string Value)> Environment);
}
