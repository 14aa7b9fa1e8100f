namespace Nuke.Common.Execution;

internal sealed partial class TargetDefinition
{
    public List<Delegate> DependsOnTargets { get; } = [];
    public List<Delegate> DependentForTargets { get; } = [];
    public List<Delegate> BeforeTargets { get; } = [];
    public List<Delegate> AfterTargets { get; } = [];
    public List<Delegate> TriggersTargets { get; } = [];
    public List<Delegate> TriggeredByTargets { get; } = [];
    public List<(Delegate Factory, string[] Artifacts)> Consumed { get; } = [];

    public ITargetDefinition DependsOn(params Target[] targets) => Do(() => DependsOnTargets.AddRange(targets));

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => DependsOn(Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => build is T ? DependsOn(targets) : this;

    public ITargetDefinition DependentFor(params Target[] targets) => Do(() => DependentForTargets.AddRange(targets));

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => DependentFor(Of(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) => build is T ? DependentFor(targets) : this;

    public ITargetDefinition Before(params Target[] targets) => Do(() => BeforeTargets.AddRange(targets));

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Before(Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => build is T ? Before(targets) : this;

    public ITargetDefinition After(params Target[] targets) => Do(() => AfterTargets.AddRange(targets));

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => After(Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => build is T ? After(targets) : this;

    public ITargetDefinition Triggers(params Target[] targets) => Do(() => TriggersTargets.AddRange(targets));

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Triggers(Of(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => build is T ? Triggers(targets) : this;

    public ITargetDefinition TriggeredBy(params Target[] targets) => Do(() => TriggeredByTargets.AddRange(targets));

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => TriggeredBy(Of(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) => build is T ? TriggeredBy(targets) : this;

    public ITargetDefinition Consumes(params Target[] targets) => Do(() => Consumed.AddRange(targets.Select(x => ((Delegate)x, Array.Empty<string>()))));

    public ITargetDefinition Consumes(Target target, params string[] artifacts) => Do(() => Consumed.Add((target, artifacts)));

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => Consumes(Of(targets));

    public ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts) => Consumes(target(Component<T>()), artifacts);

    public ITargetDefinition Consumes<T>(params string[] artifacts) => Consumes(Of<T>([])[0], artifacts);

    public ITargetDefinition DependsOnContext<T>() where T : INukeBuild => Do(() =>
    {
        var component = Component<T>();
        DependsOnTargets.Add(TargetProperties.Factory(Only(typeof(T), typeof(Setup)), component)!);
        BeforeTargets.Add(TargetProperties.Factory(Only(typeof(T), typeof(Cleanup)), component)!);
    });

    private Target[] Of<T>(Func<T, Target>[] targets)
        => targets.Length > 0
            ? Array.ConvertAll(targets, x => x(Component<T>()))
            : [(Target)TargetProperties.Factory(Only(typeof(T), typeof(Target)), Component<T>()!)!];

    private T Component<T>()
        => build is T component
            ? component
            : throw new InvalidOperationException($"Target '{name}' needs {typeof(T).Name}, which {build.GetType().Name} doesn't implement");

    private System.Reflection.PropertyInfo Only(Type component, Type kind)
    {
        var candidates = TargetProperties.In(component).Where(x => x.PropertyType == kind).ToList();
        return candidates.Count == 1
            ? candidates[0]
            : throw new InvalidOperationException(candidates.Count == 0
                ? $"Target '{name}' names {component.Name}, which has no {kind.Name}"
                : $"Target '{name}' must name one target of {component.Name}: {string.Join(", ", candidates.Select(TargetProperties.Name))}");
    }
}
