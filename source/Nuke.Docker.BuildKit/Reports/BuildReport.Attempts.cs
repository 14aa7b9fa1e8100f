using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Reports;

public sealed partial record BuildReport
{
    /// <summary>The report of both attempts: this one was made because <paramref name="earlier"/> failed, and found cached what that had run.</summary>
    /// <param name="earlier">The attempt before.</param>
    /// <param name="note">Why there was a second one.</param>
    [Pure]
    internal BuildReport Continuing(BuildReport earlier, string note)
    {
        var steps = Steps.Select(step => step.Result == StepResult.Cached && earlier.Steps.FirstOrDefault(step.IsOf) is { Result: StepResult.Ran } ran ? ran : step).ToList();
        var cached = steps.Count(step => step is { BaseImage: false, Result: StepResult.Cached });
        var counted = cached + steps.Count(step => step is { BaseImage: false, Result: StepResult.Ran });
        return this with
        {
            Started = earlier.Started,
            Seconds = Math.Round(earlier.Seconds + Seconds, 3),
            ContextBytes = earlier.ContextBytes + ContextBytes,
            Steps = steps,
            HitRate = counted == 0 ? null : Math.Round((double)cached / counted, 4),
            Notes = [.. Notes, note],
        };
    }
}
