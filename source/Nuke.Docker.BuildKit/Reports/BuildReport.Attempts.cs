using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Reports;

public sealed partial record BuildReport
{
    /// <summary>Merges the reports of all attempts. Steps that an earlier attempt ran are cached in this one.</summary>
    /// <param name="earlier">The report of the previous attempts.</param>
    /// <param name="rung">The difference to the previous attempt.</param>
    /// <param name="reason">The reason for this attempt.</param>
    /// <param name="pause">The time between the two attempts.</param>
    [Pure]
    internal BuildReport Continuing(BuildReport earlier, RecoveryRung rung, string reason, TimeSpan pause)
    {
        var start = Math.Round(earlier.Seconds + pause.TotalSeconds, 3);
        var steps = Steps.Select(step => RunOf(step, earlier) ?? step with { Start = Shifted(step.Start, start) }).ToList();
        var cached = steps.Count(step => step is { BaseImage: false, Result: StepResult.Cached });
        var counted = cached + steps.Count(step => step is { BaseImage: false, Result: StepResult.Ran });
        var first = earlier.Attempts.Count > 0 ? earlier.Attempts : [new BuildAttempt { Seconds = earlier.Seconds, Fault = earlier.Fault }];
        return this with
        {
            Started = earlier.Started,
            Seconds = Math.Round(start + Seconds, 3),
            ContextBytes = earlier.ContextBytes + ContextBytes,
            Steps = steps,
            Work = [.. earlier.Work, .. Work.Select(work => work with { Start = Math.Round(work.Start + start, 3) })],
            HitRate = counted == 0 ? null : Math.Round((double)cached / counted, 4),
            CacheImports = With(CacheImports, rung == RecoveryRung.WithoutImport ? FailedImports(earlier) : earlier.CacheImports),
            CacheExports = With(CacheExports, rung == RecoveryRung.WithoutExport ? FailedExports(earlier) : earlier.CacheExports),
            Attempts = [.. first, new BuildAttempt { Rung = rung, Reason = reason, Start = start, Seconds = Seconds, Fault = Fault }],
            Notes = [.. earlier.Notes.Except(Notes), .. Notes],
        };
    }

    private static double? Shifted(double? time, double by) => time is { } known ? Math.Round(known + by, 3) : null;

    private static StepReport? RunOf(StepReport step, BuildReport earlier) =>
        step.Result == StepResult.Cached && earlier.Steps.FirstOrDefault(step.IsOf) is { Result: StepResult.Ran } ran ? ran : null;

    private static IReadOnlyList<CacheTransfer> FailedImports(BuildReport earlier) =>
        [.. earlier.CacheImports.Select(import => import with { Succeeded = false, Error = import.Error ?? earlier.Fault })];

    // An export that BuildKit refuses before it starts has no vertex.
    private static IReadOnlyList<CacheTransfer> FailedExports(BuildReport earlier) => earlier.CacheNotWritten || earlier.Fault is null
        ? earlier.CacheExports
        : [.. earlier.CacheExports, new CacheTransfer { Place = "--cache-to", Error = earlier.Fault }];

    // A transfer that a later attempt omits stays in the report: it explains why the cache is neither read nor written.
    private static IReadOnlyList<CacheTransfer> With(IReadOnlyList<CacheTransfer> now, IReadOnlyList<CacheTransfer> before) =>
        [.. before.Where(transfer => !now.Any(other => other.Place == transfer.Place)), .. now];
}
