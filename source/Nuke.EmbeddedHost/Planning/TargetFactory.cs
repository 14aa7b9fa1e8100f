using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Creates targets from a build's properties and connects them. Two properties are the same target if their delegates are equal.</summary>
internal static class TargetFactory
{
    public static IReadOnlyList<ExecutableTarget> CreateAll(NukeBuild build, IEnumerable<LambdaExpression> defaults)
    {
        var names = defaults.Select(x => TargetProperties.Name(ExpressionReader.Member(x))).ToHashSet();
        var targets = new List<ExecutableTarget>();
        foreach (var property in TargetProperties.Of(build.GetType()))
            targets.Add(Create(build, property, names));
        foreach (var target in targets)
            Tie(target, targets);
        return targets;
    }

    private static ExecutableTarget Create(NukeBuild build, PropertyInfo property, HashSet<string> defaults)
    {
        var name = TargetProperties.Name(property);
        var factory = TargetProperties.Factory(property, build) ?? throw new InvalidOperationException($"Target '{name}' is null");
        var definition = new TargetDefinition(name, property, build);
        definition.Take(factory);
        return new ExecutableTarget
        {
            Name = name,
            Member = property,
            Factory = factory,
            Definition = definition,
            Description = definition.Text,
            Listed = definition.Listed,
            IsDefault = defaults.Contains(name),
            Actions = definition.Actions,
            StaticConditions = definition.StaticConditions,
            DynamicConditions = definition.DynamicConditions,
            DependencyBehavior = definition.Behavior,
            DelegateRequirements = definition.Requirements,
            ToolRequirements = definition.ToolRequirements,
            AssuredAfterFailure = definition.Assured || factory is Cleanup,
            ProceedAfterFailure = definition.Proceeds,
            PartitionSize = definition.PartitionSize,
            ArtifactProducts = definition.Products,
        };
    }

    private static void Tie(ExecutableTarget target, List<ExecutableTarget> all)
    {
        var own = target.Definition!;
        target.ExecutionDependencies.AddRange(Related(target, all, own.DependsOnTargets, x => x.DependentForTargets));
        target.OrderDependencies.AddRange(Related(target, all, own.AfterTargets, x => x.BeforeTargets));
        target.TriggerDependencies.AddRange(Related(target, all, own.TriggeredByTargets, x => x.TriggersTargets));
        target.Triggers.AddRange(Related(target, all, own.TriggersTargets, x => x.TriggeredByTargets));
        foreach (var (factory, artifacts) in own.Consumed)
        {
            var producer = Find(factory, target, all);
            target.ArtifactDependencies.AddRange(producer, artifacts.Length > 0 ? artifacts : producer.ArtifactProducts);
        }

        Assert.False(
            target.AllDependencies.Contains(target) || target.Triggers.Contains(target),
            $"Target '{target.Name}' depends on itself");

        if (target.Factory is not Setup)
            return;
        var cleanup = all.Find(x => x.Factory is Cleanup && x.Member.DeclaringType == target.Member.DeclaringType)
            ?? throw new InvalidOperationException($"Setup '{target.Name}' has no Cleanup beside it in {target.Member.DeclaringType!.Name}");
        target.Triggers.Add(cleanup);
        cleanup.TriggerDependencies.Add(target);
    }

    private static IEnumerable<ExecutableTarget> Related(
        ExecutableTarget target,
        List<ExecutableTarget> all,
        List<Delegate> named,
        Func<TargetDefinition, List<Delegate>> naming)
    {
        var related = named.Select(x => Find(x, target, all))
            .Concat(all.Where(x => x != target && naming(x.Definition!).Exists(y => y.Equals(target.Factory))));
        return related.Distinct().ToList();
    }

    private static ExecutableTarget Find(Delegate factory, ExecutableTarget from, List<ExecutableTarget> all)
        => all.Find(x => x.Factory.Equals(factory))
            ?? throw new InvalidOperationException(
                $"Target '{from.Name}' names a target that the build doesn't have. A target must be a property, and its lambda must not use local variables.");
}
