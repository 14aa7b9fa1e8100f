using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Nuke.Common;

namespace Reference;

/// <summary>Records a target's definition. It works with any host, because it implements the host's interface at run time.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "A proxy type is derived from it at run time.")]
internal class RecordedDefinition : DispatchProxy
{
    private readonly List<string> _after = [];
    private readonly List<string> _before = [];
    private readonly List<string> _produces = [];
    private INukeBuild _build = null!;
    private Func<Target, string> _nameOf = null!;

    public string Description { get; private set; } = "";

    public IReadOnlyList<string> After => _after;

    public IReadOnlyList<string> Before => _before;

    public IReadOnlyList<string> Produces => _produces;

    public static RecordedDefinition Of(Target target, INukeBuild build, Func<Target, string> nameOf)
    {
        var definition = Create<ITargetDefinition, RecordedDefinition>();
        var recorded = (RecordedDefinition)(object)definition;
        (recorded._build, recorded._nameOf) = (build, nameOf);
        target(definition);
        return recorded;
    }

    /// <exception cref="NotSupportedException">The definition uses a method that the pages don't show yet.</exception>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(ITargetDefinition.Description):
                Description = (string)args![0]!;
                break;
            case nameof(ITargetDefinition.TryAfter) or nameof(ITargetDefinition.After):
                _after.AddRange(Names(args![0]!));
                break;
            case nameof(ITargetDefinition.TryBefore) or nameof(ITargetDefinition.Before):
                _before.AddRange(Names(args![0]!));
                break;
            case nameof(ITargetDefinition.Produces):
                _produces.AddRange((string[])args![0]!);
                break;
            // The requirement is the check of parameters, which all targets have.
            case nameof(ITargetDefinition.Requires) or nameof(ITargetDefinition.Executes):
                break;
            default:
                throw new NotSupportedException($"A definition calls {targetMethod.Name}: add it to {nameof(RecordedDefinition)} in tools/Reference.");
        }

        return this;
    }

    private IEnumerable<string> Names(object targets) =>
        ((IEnumerable<Delegate>)targets).Select(target => _nameOf(target as Target ?? (Target)target.DynamicInvoke(_build)!));
}
