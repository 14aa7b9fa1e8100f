using Nuke.Common.Execution;

namespace Nuke.Common.Planning;

internal static class TargetCycle
{
    /// <exception cref="InvalidOperationException">Targets wait for each other; the message names them in order.</exception>
    public static void Refuse(IEnumerable<ExecutableTarget> targets)
    {
        var done = new HashSet<ExecutableTarget>();
        foreach (var target in targets)
            Visit(target, [], done);
    }

    private static void Visit(ExecutableTarget target, List<ExecutableTarget> path, HashSet<ExecutableTarget> done)
    {
        if (done.Contains(target))
            return;
        var start = path.IndexOf(target);
        if (start >= 0)
        {
            var names = path[start..].Append(target).Select(x => x.Name);
            throw new InvalidOperationException($"Circular dependency between targets: {string.Join(" → ", names)}");
        }

        path.Add(target);
        foreach (var dependency in target.ExecutionDependencies.Concat(target.OrderDependencies).Concat(target.TriggerDependencies))
            Visit(dependency, path, done);
        path.RemoveAt(path.Count - 1);
        done.Add(target);
    }
}
