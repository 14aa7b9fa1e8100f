using Nuke.Common.Logging;
using Nuke.Common.Parameters;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Runs the plan.</summary>
internal sealed partial class TargetExecutor(NukeBuild build, BuildSession session, BuildExtensions extensions, IReadOnlyList<ParameterMember> parameters)
{
    public void Run(IReadOnlyCollection<string>? skipped)
    {
        SkipByParameter(skipped);
        foreach (var target in build.ExecutionPlan)
            SkipByConditions(target, target.StaticConditions);
        Requirements.Check(build, parameters);

        var log = ContinueLog.Begin(build, session);
        var stopped = false;
        foreach (var target in build.ExecutionPlan)
        {
            stopped |= session.Cancellation.Requested;
            session.Cancellation.Complete();
            if (stopped && !target.AssuredAfterFailure)
                continue;
            Run(target, log);
            stopped |= target.Status == ExecutionStatus.Aborted || (target.Status == ExecutionStatus.Failed && !target.ProceedAfterFailure);
        }
    }

    private void Run(ExecutableTarget target, ContinueLog log)
    {
        if (log.Succeeded.Contains(target.Name))
            target.Skipped ??= "succeeded in the last attempt";
        else if (!TrySkipByConditions(target))
            return;

        if (target.Status == ExecutionStatus.Skipped || target.OnlyWhen != null || target.Skipped != null)
        {
            target.Status = ExecutionStatus.Skipped;
            extensions.Raise<IOnTargetSkipped>(x => x.OnTargetSkipped(target));
            build.OnTargetSkipped(target.Name);
        }
        else if (target.Status == ExecutionStatus.Scheduled)
        {
            if (target.Actions.Count == 0)
                target.Status = ExecutionStatus.Collective;
            else
                Execute(target, log);
        }
    }

    private bool TrySkipByConditions(ExecutableTarget target)
    {
        try
        {
            SkipByConditions(target, target.DynamicConditions);
            return true;
        }
        catch (Exception exception)
        {
            Fail(target, exception);
            return false;
        }
    }

    private void Execute(ExecutableTarget target, ContinueLog log)
    {
        session.Log.Target = target.Name;
        var collapses = session.Host is not Terminal;
        using (extensions.Prints(collapses ? DefaultOutput.TargetCollapse : DefaultOutput.TargetHeader) ? session.Host.WriteBlock(target.Name) : null)
        {
            try
            {
                target.Status = ExecutionStatus.Running;
                extensions.Raise<IOnTargetRunning>(x => x.OnTargetRunning(target));
                build.OnTargetRunning(target.Name);
                target.Stopwatch.Start();
                target.Actions.ForEach(x => x());
                target.Stopwatch.Stop();
                log.Add(target.Name);
                target.Status = ExecutionStatus.Succeeded;
                extensions.Raise<IOnTargetSucceeded>(x => x.OnTargetSucceeded(target));
                build.OnTargetSucceeded(target.Name);
            }
            catch (Exception exception)
            {
                target.Stopwatch.Stop();
                Fail(target, exception.Unwrap());
            }
        }

        session.Log.Target = "";
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        if (session.Cancellation.Pending || (exception is OperationCanceledException && IsRequested()))
        {
            target.Status = ExecutionStatus.Aborted;
            Log.Warning("Target {Target:l} was aborted", target.Name);
            return;
        }

        var message = exception is AggregateException aggregate
            ? string.Join(Environment.NewLine, aggregate.Flatten().InnerExceptions.Select(x => x.Unwrap().Message))
            : exception.Message;
        if (target.SummaryInformation.Count == 0)
            target.SummaryInformation[exception.GetType().Name] = Summary.Few(message);

        session.Log.IsFailure = true;
        if (session.Verbosity == Verbosity.Verbose || LogText.IsMistakeInCode(exception))
            Log.Error(exception, "Target {Target:l} has thrown an exception", target.Name);
        else
            Log.Error("Target {Target:l} failed: {Message:l}", target.Name, message);
        session.Log.IsFailure = false;
        target.Status = ExecutionStatus.Failed;
        extensions.Raise<IOnTargetFailed>(x => x.OnTargetFailed(target));
        build.OnTargetFailed(target.Name);
    }

    // A target that handles the signal itself, so that this host does not receive it, sets the exit code.
    private bool IsRequested() => build.ExitCode == BuildCancellation.ExitCode || session.Cancellation.WaitBriefly();
}
