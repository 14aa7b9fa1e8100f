namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Marks the steps of a build whose results may not be those of their inputs, and the steps that build on them. No later build relies on them: it is not
/// skipped, and their keys are not remembered.
/// </summary>
internal static class UnprovedSteps
{
    /// <summary>BuildKit runs instructions of the base image that are not in the Dockerfile.</summary>
    public const string Triggers = "the base image has ONBUILD instructions, whose inputs are not known";

    /// <summary>BuildKit may have read a file before or after it changed.</summary>
    public const string Changed = "files changed while the last build read them";

    /// <summary>The step was cached although its files had changed, or reads a file that buildx may not have sent.</summary>
    public const string Stale = "in the last build, BuildKit may have used an older version of its files";

    /// <param name="build">The build, with the keys and results of its steps.</param>
    /// <param name="previous">The last build; <c>null</c> if there is none.</param>
    /// <param name="after">The build as planned after it ended; <c>null</c> if it is not known.</param>
    /// <param name="isKnown">Returns true if the engine has created a result with a key, or may have created or imported it.</param>
    public static IReadOnlyList<LedgerStep> Mark(
        BuildLedger build,
        BuildLedger? previous,
        PlannedBuild? after,
        Func<string, bool> isKnown)
    {
        var steps = build.Steps;
        var matches = previous is null ? null : StepMatching.Match(previous.Steps, steps);
        var done = new List<LedgerStep>(steps.Count);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            var old = matches is null || matches[index] < 0 ? null : previous!.Steps[matches[index]];
            var below = step.Sources.Prepend(step.Parent).Where(one => one >= 0).Select(one => done[one].Unproved);
            var reason = step.Unproved
                ?? (step.HiddenFile is null ? null : Stale)
                ?? (after?.Steps.Count == steps.Count && after.Steps[index].Files != step.Files ? Changed : null)
                ?? (step.Result == "cached" && old is not null && IsStale(step, old, isKnown)
                    && !FileSentences.FollowsLink(previous!, old) && !FileSentences.FollowsLink(build, step) ? Stale : null)
                ?? below.FirstOrDefault(one => one is not null);
            done.Add(step with { Unproved = reason });
        }

        return done;
    }

    private static bool IsStale(LedgerStep step, LedgerStep old, Func<string, bool> isKnown) =>
        old.Own == step.Own ? old.Unproved == Stale
        // The last build may have read the files as they are now.
        : old.Unproved != Changed && step.Key.Length > 0 && !isKnown(step.Key)
            && step.Context is not null && step.Context == old.Context && step.Files != old.Files;
}
