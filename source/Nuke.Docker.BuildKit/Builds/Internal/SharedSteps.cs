using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>
/// Corrects the steps of a report that several images of a build share: BuildKit runs such a step once, and reports it to the other images with the stage
/// and the number of the image that it ran for, alone or beside the own one.
/// </summary>
internal static class SharedSteps
{
    /// <summary>Returns the report with each step of its image once, and their hit rate.</summary>
    /// <param name="report">The report of one of several images.</param>
    /// <param name="own">The steps of the image; empty if they are not known.</param>
    public static BuildReport Correct(BuildReport report, IReadOnlyList<LedgerStep> own)
    {
        var labels = own.Select(LabelOf).ToHashSet();
        var instructions = own.ToLookup(step => (step.Platform, step.Instruction));
        List<StepReport> foreign =
        [
            .. report.UserSteps.Where(step => !labels.Contains(LabelOf(step)) && instructions.Contains((step.Platform, step.Instruction))),
        ];
        if (foreign.Count == 0)
            return report;
        var missing = labels.Except(report.UserSteps.Select(LabelOf)).ToHashSet();
        return report.WithSteps([.. report.Steps.Select(Correct).OfType<StepReport>()]);

        StepReport? Correct(StepReport step)
        {
            if (foreign.Contains(step))
            {
                return instructions[(step.Platform, step.Instruction)].FirstOrDefault(other => missing.Remove(LabelOf(other))) is { } only
                    ? step with { Stage = only.Stage, Number = only.Number, Of = only.Of }
                    : null;
            }

            return step is { BaseImage: false, Result: StepResult.Skipped or StepResult.Stopped }
                && foreign.Find(other => (other.Platform, other.Instruction) == (step.Platform, step.Instruction)) is { } shared
                    ? shared with { Stage = step.Stage, Number = step.Number, Of = step.Of }
                    : step;
        }
    }

    private static (string? Stage, string? Platform, int Number, int Of) LabelOf(LedgerStep step) => (step.Stage, step.Platform, step.Number, step.Of);

    private static (string? Stage, string? Platform, int Number, int Of) LabelOf(StepReport step) => (step.Stage, step.Platform, step.Number, step.Of);
}
