using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

/// <summary>A target of the build: its definition and its state.</summary>
[DebuggerDisplay("{Name} ({Status})")]
public class ExecutableTarget
{
    internal TargetDefinition? Definition { get; set; }
    internal Stopwatch Stopwatch { get; } = new();

    public MemberInfo Member { get; set; } = null!;
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public bool Listed { get; set; }
    public bool IsDefault { get; set; }

    /// <summary>Named on the command line; <c>false</c> for a target that runs because it is the default.</summary>
    public bool Invoked { get; set; }
    public Delegate Factory { get; set; } = null!;
    public ExecutionStatus Status { get; set; }
    public TimeSpan Duration => Stopwatch.Elapsed;

    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; internal set; } = [];
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; internal set; } = [];
    public DependencyBehavior DependencyBehavior { get; internal set; }
    public bool AssuredAfterFailure { get; internal set; }
    public bool ProceedAfterFailure { get; internal set; }
    public List<LambdaExpression> DelegateRequirements { get; internal set; } = [];
    public List<ToolRequirement> ToolRequirements { get; internal set; } = [];
    public List<Action> Actions { get; internal set; } = [];

    public List<ExecutableTarget> ExecutionDependencies { get; } = [];
    public List<ExecutableTarget> OrderDependencies { get; } = [];
    public List<ExecutableTarget> TriggerDependencies { get; } = [];
    public List<ExecutableTarget> Triggers { get; } = [];
    public IReadOnlyCollection<ExecutableTarget> AllDependencies => [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    public List<string> ArtifactProducts { get; internal set; } = [];
    public LookupTable<ExecutableTarget, string> ArtifactDependencies { get; } = new();

    /// <summary>Number of parts that a CI server may divide the target into; <c>null</c>: it isn't divided.</summary>
    public int? PartitionSize { get; set; }

    /// <summary>The pairs after the target in the summary.</summary>
    public Dictionary<string, string> SummaryInformation { get; internal set; } = [];

    /// <summary>Reason why the target is skipped; <c>null</c> if it isn't, or if its own condition skips it.</summary>
    public string? Skipped
    {
        get => SummaryInformation.GetValueOrDefault(nameof(Skipped));
        set => SummaryInformation.AddPairWhenValueNotNull(nameof(Skipped), value!);
    }

    /// <summary>The conditions that did not hold; <c>null</c> if all did.</summary>
    public string? OnlyWhen
    {
        get => SummaryInformation.GetValueOrDefault(nameof(OnlyWhen));
        set => SummaryInformation.AddPairWhenValueNotNull(nameof(OnlyWhen), value!);
    }
}
