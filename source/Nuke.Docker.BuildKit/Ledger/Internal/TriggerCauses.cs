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
            .Where(outcome => outcome.Result is "ran" or "failed" && StepKeys.IsTrigger(outcome.Instruction) && !steps.Any(step => IsOf(step, outcome)))
            .OrderBy(outcome => outcome.Number)
            .GroupBy(outcome => (outcome.Stage, outcome.Platform));
        List<StepCause> all = [.. causes];
        foreach (var group in triggers)
        {
            var (stage, platform) = group.Key;
            var next = all.FindIndex(cause => !cause.WasCached() && steps.Any(step => step.Parent < 0 && IsOf(step, cause) && IsIn(step, stage, platform)));
            var follower = next < 0 ? null : all[next];
            if (follower is not null)
                all[next] = Follow(follower, group.Last());
            List<StepCause> added = [First(group.First(), follower), .. group.Skip(1).Zip(group, (trigger, before) => Follow(Create(trigger), before))];
            var followers = group.Count() - 1 + (follower is null ? 0 : 1 + follower.Followers);
            var seconds = group.Skip(1).Sum(trigger => trigger.Seconds) + (follower is null ? 0 : follower.Seconds + follower.FollowerSeconds);
            added[0] = added[0] with { Followers = followers, FollowerSeconds = Math.Round(seconds, 3) };
            all.InsertRange(Math.Max(0, next), added);
        }

        return all;
    }

    // What concerns all steps of the stage concerns the trigger, too.
    private static StepCause First(StepOutcome trigger, StepCause? follower)
    {
        var cause = Create(trigger);
        var isShared = follower is { Kind: CauseKind.FirstBuild or CauseKind.BaseImage or CauseKind.NoCache or CauseKind.NoCacheFilter }
            && follower.Sentence != UnprovedSteps.Triggers;
        return isShared
            ? cause with { Kind = follower!.Kind, Sentence = follower.Sentence, Details = follower.Details, Advice = follower.Advice }
            : cause;
    }

    private static StepCause Follow(StepCause cause, StepOutcome trigger) => cause with
    {
        Kind = CauseKind.ParentStep,
        Sentence = $"the step before it ran: {string.Join(' ', new[] { trigger.Platform, trigger.Stage, $"{trigger.Number}/{trigger.Of}" }.OfType<string>())}",
        Details = [],
        Advice = null,
        Followers = 0,
        FollowerSeconds = 0,
    };

    private static StepCause Create(StepOutcome trigger) => new()
    {
        Stage = trigger.Stage,
        Platform = trigger.Platform,
        Number = trigger.Number,
        Of = trigger.Of,
        Instruction = trigger.Instruction,
        Kind = CauseKind.BaseImage,
        Sentence = OfBase,
        Seconds = trigger.Seconds,
    };

    private static bool IsOf(LedgerStep step, StepOutcome outcome) => IsIn(step, outcome.Stage, outcome.Platform) && step.Number == outcome.Number;

    private static bool IsOf(LedgerStep step, StepCause cause) => IsIn(step, cause.Stage, cause.Platform) && step.Number == cause.Number;

    private static bool IsIn(LedgerStep step, string? stage, string? platform) => step.Stage == stage && step.Platform == platform;
}
