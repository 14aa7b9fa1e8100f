using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>The base class of a build: <c>class Build : NukeBuild { public static int Main() => Execute&lt;Build&gt;(x => x.Compile); }</c>.</summary>
public abstract partial class NukeBuild : INukeBuild
{
    internal IReadOnlyList<ExecutableTarget> ExecutableTargets { get; set; } = [];

    public bool Help { get; internal set; }
    public bool Plan { get; internal set; }
    public bool Continue { get; internal set; }
    public bool NoLogo { get; set; }
    public Partition Partition { get; internal set; } = Partition.Single;
    public int? ExitCode { get; set; }

    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => TargetsWhere(x => x.Invoked);
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => TargetsWith(ExecutionStatus.Skipped);
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => TargetsWith(ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => TargetsWith(ExecutionStatus.Running);
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => TargetsWith(ExecutionStatus.Aborted);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => TargetsWith(ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => TargetsWith(ExecutionStatus.Succeeded);

    public IReadOnlyCollection<ExecutableTarget> FinishedTargets
        => TargetsWhere(x => x.Status is not (ExecutionStatus.None or ExecutionStatus.Scheduled or ExecutionStatus.Running));

    public bool IsSucceeding => !IsFailing;
    public bool IsFailing => ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);
    public bool IsFinished => FinishedTargets.Count == ExecutionPlan.Count;

    /// <summary>Runs the targets that the command line names, or the given ones, and returns the exit code of the process.</summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions) where T : NukeBuild, new()
        => BuildRun.Execute(Invocation.OfThisProcess(), defaultTargetExpressions);

    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var target = ExecutionPlan.FirstOrDefault(x => x.Status == ExecutionStatus.Running);
        Assert.True(target != null, "ReportSummary was called while no target is running");
        foreach (var (key, value) in configurator.InvokeSafe([]))
            target!.SummaryInformation[key] = value;
    }

    private List<ExecutableTarget> TargetsWith(ExecutionStatus status) => TargetsWhere(x => x.Status == status);

    private List<ExecutableTarget> TargetsWhere(Predicate<ExecutableTarget> condition)
    {
        var targets = new List<ExecutableTarget>();
        foreach (var target in ExecutionPlan)
        {
            if (condition(target))
                targets.Add(target);
        }

        return targets;
    }
}
