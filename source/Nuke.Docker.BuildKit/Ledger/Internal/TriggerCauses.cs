namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Adds the causes of <c>ONBUILD</c> instructions of base images that ran. They are not in the Dockerfile, so that their inputs are not known.
/// </summary>
internal static class TriggerCauses
{
    private const string OfBase = "it is an ONBUILD instruction of the base image, whose inputs are not known";

    /// <summary>Returns the causes with those of triggers. The first step after a trigger that ran follows from it.</summary>
    /// <param name="causes">The causes of the steps of the Dockerfile, in order.</param>
    /// <param name="steps">These steps, with their results.</param>
    /// <param name="outcomes">All steps that BuildKit reported.</param>
    public static IReadOnlyList<StepCause> Add(IReadOnlyList<StepCause> causes, IReadOnlyList<LedgerStep> steps, IReadOnlyList<StepOutcome> outcomes)
    {
        var triggers = outcomes
            .Where(outcome => outcome.Result is "ran" or "failed" && StepKeys.IsTrigger(outcome.Instruction))
            .Select(StepOf)
            .Where(trigger => !steps.Any(step => IsIn(step, trigger) && step.Number == trigger.Number))
            .OrderBy(trigger => trigger.Number)
            .GroupBy(trigger => (trigger.Stage, trigger.Platform));
        List<StepCause> all = [.. causes];
        foreach (var group in triggers)
        {
            List<LedgerStep> chain = [.. group];
            var next = all.FindIndex(cause => !cause.WasCached()
                && steps.Any(step => step.Parent < 0 && IsIn(step, chain[0]) && cause.IsOf(step)));
            var follower = next < 0 ? null : all[next];
            if (follower is not null)
                all[next] = Follow(follower, chain[^1]);
            List<StepCause> added = [First(chain[0], follower), .. chain.Skip(1).Zip(chain, (trigger, before) => Follow(Create(trigger), before))];
            var seconds = chain.Skip(1).Sum(trigger => trigger.Seconds) + (follower is null ? 0 : follower.Seconds + follower.FollowerSeconds);
            added[0] = added[0] with
            {
                Followers = chain.Count - 1 + (follower is null ? 0 : 1 + follower.Followers),
                FollowerSeconds = Math.Round(seconds, 3),
            };
            all.InsertRange(Math.Max(0, next), added);
        }

        return all;
    }

    // What concerns all steps of the stage concerns the trigger, too.
    private static StepCause First(LedgerStep trigger, StepCause? follower) =>
        follower is { Kind: CauseKind.FirstBuild or CauseKind.BaseImage or CauseKind.NoCache or CauseKind.NoCacheFilter }
            && follower.Sentence != UnprovedSteps.Triggers
            ? CauseFinder.Create(trigger, follower.Kind, follower.Sentence, follower.Details, follower.Advice)
            : Create(trigger);

    private static StepCause Follow(StepCause cause, LedgerStep trigger) => cause with
    {
        Kind = CauseKind.ParentStep,
        Sentence = $"the step before it ran: {trigger.Label}",
        Details = [],
        Advice = null,
        Followers = 0,
        FollowerSeconds = 0,
    };

    private static StepCause Create(LedgerStep trigger) => CauseFinder.Create(trigger, CauseKind.BaseImage, OfBase, [], advice: null);

    private static LedgerStep StepOf(StepOutcome outcome) => new()
    {
        Stage = outcome.Stage,
        Platform = outcome.Platform,
        Number = outcome.Number,
        Of = outcome.Of,
        Keyword = "ONBUILD",
        Instruction = outcome.Instruction,
        Seconds = outcome.Seconds,
    };

    private static bool IsIn(LedgerStep step, LedgerStep trigger) => (step.Stage, step.Platform) == (trigger.Stage, trigger.Platform);
}
