using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

internal sealed partial class TargetExecutor
{
    /// <summary><c>--skip A B</c> skips these targets; <c>--skip</c> alone skips all that weren't named, including default targets.</summary>
    private void SkipByParameter(IReadOnlyCollection<string>? names)
    {
        if (names == null)
            return;
        var named = names.Select(x => ExecutionPlanner.Find(x, build.ExecutableTargets)).ToList();
        foreach (var target in build.ExecutionPlan)
        {
            if (named.Count == 0 || named.Contains(target))
                Skip(target, "via parameter");
        }
    }

    private void SkipByConditions(ExecutableTarget target, IReadOnlyList<(string Text, Func<bool> Delegate)> conditions)
    {
        if (target.Status != ExecutionStatus.Scheduled || target.OnlyWhen != null)
            return;
        var violated = conditions.Where(x => !Holds(target, x)).Select(x => x.Text).ToList();
        if (violated.Count == 0)
            return;
        target.OnlyWhen = string.Join(" && ", violated);
        Skip(target, reason: null);
    }

    private static bool Holds(ExecutableTarget target, (string Text, Func<bool> Delegate) condition)
    {
        try
        {
            return condition.Delegate();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"The condition '{condition.Text}' of target '{target.Name}' failed: {exception.Unwrap().Message}", exception);
        }
    }

    /// <summary>
    /// Skips the target, unless the command line names it, and what only it needs. One that is named stays scheduled until its turn, so that
    /// its requirements are checked even if its condition doesn't hold.
    /// </summary>
    private void Skip(ExecutableTarget target, string? reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;
        if (!target.Invoked)
        {
            target.Status = ExecutionStatus.Skipped;
            target.Skipped ??= reason;
        }

        if (target.DependencyBehavior == DependencyBehavior.Execute)
            return;

        foreach (var dependency in target.ExecutionDependencies.Concat(target.Triggers))
        {
            var neededElsewhere = build.ExecutionPlan.Any(x => x != target
                && x.Status == ExecutionStatus.Scheduled
                && (x.ExecutionDependencies.Contains(dependency) || x.Triggers.Contains(dependency)));
            if (!neededElsewhere)
                Skip(dependency, $"because of {target.Name}");
        }
    }
}
