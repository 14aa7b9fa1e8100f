using Nuke.Common.Execution;
using Nuke.Common.Logging;
using Nuke.Common.Utilities;

namespace Nuke.Common.Output;

/// <summary>Writes the output of <c>--plan</c>. NUKE opens a browser instead, which a server doesn't have.</summary>
internal static class PlanText
{
    public static void Write(NukeBuild build, BuildConsole console)
    {
        var column = Summary.Longest(build.ExecutionPlan.Select(x => x.Name));
        var number = 0;
        console.WriteLine("Execution plan:");
        console.WriteLine();
        foreach (var target in build.ExecutionPlan)
            console.WriteLine($"  {++number,2}. {target.Name.PadRight(column)}  {Reasons(target, build).Join("; ")}".TrimEnd());
    }

    private static IEnumerable<string> Reasons(ExecutableTarget target, NukeBuild build)
    {
        var planned = build.ExecutionPlan;
        if (target.Invoked)
            yield return "invoked";
        else if (target.IsDefault && build.InvokedTargets.Count == 0)
            yield return "default";
        if (Names(planned.Where(x => x.ExecutionDependencies.Contains(target))) is { Length: > 0 } dependents)
            yield return $"needed by {dependents}";
        if (Names(target.TriggerDependencies.Where(planned.Contains)) is { Length: > 0 } triggers)
            yield return $"triggered by {triggers}";
        if (Names(target.OrderDependencies.Where(planned.Contains)) is { Length: > 0 } earlier)
            yield return $"after {earlier}";
        if (target.AssuredAfterFailure)
            yield return "runs after a failure too";
        if (target.StaticConditions.Count + target.DynamicConditions.Count > 0)
            yield return $"only when {target.StaticConditions.Concat(target.DynamicConditions).Select(x => x.Text).Join(" && ")}";
    }

    private static string Names(IEnumerable<ExecutableTarget> targets) => targets.Select(x => x.Name).JoinCommaSpace();
}
