using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Reports;

public sealed partial record BuildReport
{
    /// <summary>The report of all attempts: this one was made because <paramref name="earlier"/> failed, and found cached what that had run.</summary>
    /// <param name="earlier">The attempt before, with those before it.</param>
    /// <param name="rung">What this attempt does differently.</param>
    /// <param name="reason">Why there is another one.</param>
    /// <param name="pause">Time between the two.</param>
    [Pure]
    internal BuildReport Continuing(BuildReport earlier, RecoveryRung rung, string reason, TimeSpan pause)
    {
        var steps = Steps.Select(step => step.Result == StepResult.Cached && earlier.Steps.FirstOrDefault(step.IsOf) is { Result: StepResult.Ran } ran ? ran : step).ToList();
        var cached = steps.Count(step => step is { BaseImage: false, Result: StepResult.Cached });
        var counted = cached + steps.Count(step => step is { BaseImage: false, Result: StepResult.Ran });
        var first = earlier.Attempts.Count > 0 ? earlier.Attempts : [new BuildAttempt { Seconds = earlier.Seconds, Fault = earlier.Fault }];
        return this with
        {
            Started = earlier.Started,
            Seconds = Math.Round(earlier.Seconds + pause.TotalSeconds + Seconds, 3),
            ContextBytes = earlier.ContextBytes + ContextBytes,
            Steps = steps,
            HitRate = counted == 0 ? null : Math.Round((double)cached / counted, 4),
            CacheImports = With(CacheImports, rung == RecoveryRung.WithoutImport ? [.. earlier.CacheImports.Select(import => import with { Succeeded = false, Error = import.Error ?? earlier.Fault })] : earlier.CacheImports),
            CacheExports = With(CacheExports, rung == RecoveryRung.WithoutExport ? Lost(earlier) : earlier.CacheExports),
            Attempts = [.. first, new BuildAttempt { Rung = rung, Reason = reason, Seconds = Seconds, Fault = Fault }],
            Notes = [.. earlier.Notes.Except(Notes), .. Notes],
        };
    }

    // An export that BuildKit refuses before it begins has no step of its own to tell of it.
    private static IReadOnlyList<CacheTransfer> Lost(BuildReport earlier) => earlier.CacheNotWritten || earlier.Fault is null
        ? earlier.CacheExports
        : [.. earlier.CacheExports, new CacheTransfer { Place = "--cache-to", Error = earlier.Fault }];

    // What was left out later is not forgotten: it is why the cache is neither read nor written.
    private static IReadOnlyList<CacheTransfer> With(IReadOnlyList<CacheTransfer> now, IReadOnlyList<CacheTransfer> before) =>
        [.. before.Where(transfer => !now.Any(other => other.Place == transfer.Place)), .. now];
}
