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

    /// <summary>The targets in the order in which they run; <c>null</c> until the plan is made, as in a constructor or OnBuildCreated.</summary>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = null!;
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => TargetsWhere(x => x.Invoked);
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => TargetsWith(ExecutionStatus.Skipped);
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => TargetsWith(ExecutionStatus.Scheduled);
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => TargetsWith(ExecutionStatus.Running);
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => TargetsWith(ExecutionStatus.Aborted);
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => TargetsWith(ExecutionStatus.Failed);
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => TargetsWith(ExecutionStatus.Succeeded);

    public IReadOnlyCollection<ExecutableTarget> FinishedTargets => [.. FailedTargets, .. SucceededTargets];

    public bool IsSucceeding => !IsFailing;
    public bool IsFailing => ExecutionPlan.Any(x => x.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);
    public bool IsFinished => ScheduledTargets.Count + RunningTargets.Count == 0;

    /// <summary>Runs the targets that the command line names, or the given ones, and returns the exit code of the process.</summary>
    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions) where T : NukeBuild, new()
        => BuildRun.Execute(Invocation.OfThisProcess(), defaultTargetExpressions);

    /// <summary>Sets the pairs of the running target in the summary. A second call replaces those of the first.</summary>
    public void ReportSummary(Configure<Dictionary<string, string>>? configurator = null)
    {
        var target = ExecutionPlan.FirstOrDefault(x => x.Status == ExecutionStatus.Running);
        Assert.True(target != null, "ReportSummary was called while no target is running");
        target.SummaryInformation = new Dictionary<string, string>(configurator.InvokeSafe([]));
    }

    private List<ExecutableTarget> TargetsWith(ExecutionStatus status) => TargetsWhere(x => x.Status == status);

    private List<ExecutableTarget> TargetsWhere(Predicate<ExecutableTarget> condition)
    {
        Assert.True(ExecutionPlan != null, "Targets are unknown before the plan is made. Read them in OnBuildInitialized or later.");
        var targets = new List<ExecutableTarget>();
        foreach (var target in ExecutionPlan)
        {
            if (condition(target))
                targets.Add(target);
        }

        return targets;
    }
}
