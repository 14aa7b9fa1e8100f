using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

/// <summary>Decides which targets run, and in which order.</summary>
internal static class ExecutionPlanner
{
    /// <param name="names"><c>null</c>: the default targets.</param>
    public static IReadOnlyList<ExecutableTarget> Plan(IReadOnlyList<ExecutableTarget> all, IReadOnlyList<string>? names)
    {
        TargetCycle.Refuse(all);
        var wanted = names is null ? all.Where(x => x.IsDefault).ToHashSet() : names.Select(x => Find(x, all)).ToHashSet();
        foreach (var target in wanted)
            target.Invoked = names is not null;

        // A trigger brings in targets that may have triggers themselves.
        while (true)
        {
            var plan = Order(all, wanted);
            var before = wanted.Count;
            wanted.UnionWith(plan.SelectMany(x => x.Triggers).Except(plan));
            if (wanted.Count > before)
                continue;
            plan.ForEach(x => x.Status = ExecutionStatus.Scheduled);
            return plan;
        }
    }

    /// <summary>
    /// Removes targets from the end: of those that no remaining target depends on, the first one declared. A removed target is
    /// planned if it was requested or a planned target depends on it. Targets that aren't planned still pass on their order.
    /// </summary>
    private static List<ExecutableTarget> Order(IReadOnlyList<ExecutableTarget> all, HashSet<ExecutableTarget> wanted)
    {
        var left = all.ToList();
        var needed = new HashSet<ExecutableTarget>(wanted);
        var plan = new List<ExecutableTarget>();
        while (left.Count > 0)
        {
            var next = left.Find(x => !left.Exists(y => DependsOn(y, x)))!;
            left.Remove(next);
            if (!needed.Contains(next))
                continue;
            plan.Add(next);
            needed.UnionWith(next.ExecutionDependencies);
        }

        plan.Reverse();
        return plan;
    }

    private static bool DependsOn(ExecutableTarget target, ExecutableTarget other)
        => target.ExecutionDependencies.Contains(other) || target.OrderDependencies.Contains(other) || target.TriggerDependencies.Contains(other);

    /// <exception cref="InvalidOperationException">There is none; the message lists those that exist.</exception>
    public static ExecutableTarget Find(string name, IReadOnlyList<ExecutableTarget> all)
    {
        var key = NamedArgument.WithoutDashes(name);
        if (all.FirstOrDefault(x => x.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } target)
            return target;

        var near = NearestNames.To(key, all.Where(x => x.Listed).Select(x => x.Name));
        throw new InvalidOperationException(string.Join(
            Environment.NewLine,
            [
                $"Target with name '{name}' does not exist." + (near.Count > 0 ? $" Did you mean {near.JoinCommaOr()}?" : ""),
                "Available targets are:",
                .. all.Where(x => x.Listed).Select(x => $"  - {x.Name}").Order(StringComparer.Ordinal),
            ]));
    }
}
