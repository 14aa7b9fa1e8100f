using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Computes the keys of steps, and adds the results of a build to them.</summary>
internal static class StepKeys
{
    private const string Trigger = "ONBUILD ";

    /// <summary>Sets the key of each step, which covers everything that precedes it. A step on an image of unknown identity has an empty key.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="images">The ledger with the contents of the images.</param>
    /// <param name="key">The key of the ledger folder.</param>
    public static IReadOnlyList<LedgerStep> Apply(IReadOnlyList<LedgerStep> steps, BuildLedger images, LedgerKey key)
    {
        var done = new List<LedgerStep>(steps.Count);
        foreach (var step in steps)
        {
            done.Add(step with
            {
                Key = Digest(step, other => done[other].Key, images.ContentOf, key),
                LayersKey = Digest(step, other => done[other].LayersKey, images.LayersOf, key),
            });
        }

        return done;
    }

    /// <summary>Returns the identity of an image; <c>null</c> if it is not known.</summary>
    /// <param name="reference">The reference, with the platform after a space if the Dockerfile names one.</param>
    /// <param name="bases">The identities by reference.</param>
    public static string? Identity(string reference, IReadOnlyDictionary<string, string> bases)
    {
        if (reference == "scratch")
            return reference;
        var words = reference.Split(' ', 2);
        return bases.TryGetValue(words[0], out var identity) && identity.Length > 0 ? $"{identity} {words.ElementAtOrDefault(1)}".TrimEnd() : null;
    }

    /// <summary>Adds the results. Steps that BuildKit merged with an identical one of another stage get the result of that one.</summary>
    public static IReadOnlyList<LedgerStep> AddResults(IReadOnlyList<LedgerStep> steps, IReadOnlyList<StepOutcome> outcomes, BuildLedger? previous)
    {
        var byStage = outcomes.Where(outcome => !outcome.BaseImage).ToLookup(outcome => (outcome.Stage, outcome.Platform));
        var done = new List<LedgerStep>(steps.Count);
        foreach (var step in steps)
        {
            // The triggers of an image precede the instructions of the Dockerfile.
            var isOnly = steps.All(other => other.Stage == step.Stage);
            var candidates = byStage[(step.Stage, step.Platform)];
            if (isOnly && !candidates.Any())
                candidates = outcomes.Where(one => !one.BaseImage && one.Platform == step.Platform);
            var shift = TriggersOf(step, steps, candidates);
            // BuildKit may report a step that several images share with the numbers of another one.
            var outcome = candidates.Where(outcome => outcome.Number == step.Number + shift && IsOf(outcome.Instruction, step.Keyword))
                .MaxBy(outcome => outcome.Of == step.Of);
            var last = previous?.Steps.FirstOrDefault(other => IsSame(other, step));
            var now = outcome is null
                ? step
                : step with
                {
                    Stage = outcome.Stage,
                    Number = outcome.Number,
                    Of = shift > 0 ? outcome.Of : step.Of,
                    Result = outcome.Result,
                    Seconds = outcome.Seconds,
                    Unproved = shift > 0 ? UnprovedSteps.Triggers : null,
                };
            done.Add(now with { RanSeconds = now.Result == "ran" ? now.Seconds : last?.RanSeconds });
        }

        return AddShared(done, done);
    }

    /// <summary>Gives steps without a result that of an identical step, for which BuildKit has reported it.</summary>
    /// <param name="steps">The steps with their keys.</param>
    /// <param name="others">The steps of the same build, also of its other images.</param>
    public static IReadOnlyList<LedgerStep> AddShared(IReadOnlyList<LedgerStep> steps, IReadOnlyList<LedgerStep> others)
    {
        if (!steps.Any(step => step.Result.Length == 0))
            return steps;
        var results = others.Where(other => other is { Key.Length: > 0, Result.Length: > 0 }).ToLookup(other => other.Key, other => other.Result);
        return [.. steps.Select(step => step.Result.Length > 0 || results[step.Key].FirstOrDefault() is not { } result ? step : step with { Result = result })];
    }

    /// <summary>
    /// Keeps the versions of inputs outside of the key that a cached step was created with, so that a change is reported until the step runs.
    /// </summary>
    public static IReadOnlyList<LedgerStep> KeepUnkeyed(IReadOnlyList<LedgerStep> steps, BuildLedger? previous)
    {
        if (previous is null || !steps.Any(step => step is { Result: "cached", Unkeyed.Count: > 0 }))
            return steps;
        var matches = StepMatching.Match(previous.Steps, steps);
        return [.. steps.Select((step, index) => step.Result == "cached" && matches[index] >= 0 ? Keep(step, previous.Steps[matches[index]]) : step)];
    }

    private static LedgerStep Keep(LedgerStep step, LedgerStep old) => step with
    {
        Unkeyed = step.Unkeyed.ToDictionary(
            input => input.Key,
            input => old.Unkeyed.GetValueOrDefault(input.Key) is { Length: > 0 } known ? known : input.Value,
            StringComparer.Ordinal),
    };

    /// <summary>Returns the digests of base images from the names of the steps: <c>FROM docker.io/library/python:3.12@sha256:…</c>.</summary>
    public static IReadOnlyDictionary<string, string> ResolvedBases(IReadOnlyList<string> references, IReadOnlyList<StepOutcome> outcomes)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var outcome in outcomes.Where(outcome => outcome.BaseImage))
        {
            var name = outcome.Instruction["FROM ".Length..].Trim();
            if (name.IndexOf('@', StringComparison.Ordinal) is var at and > 0)
                digests[name[..at]] = name[(at + 1)..];
        }

        return references
            .Select(reference => (reference, Digest: Normal(reference) is { } normal ? Pinned(reference) ?? digests.GetValueOrDefault(normal) : null))
            .Where(pair => pair.Digest is not null)
            .ToDictionary(pair => pair.reference, pair => pair.Digest!, StringComparer.Ordinal);
    }

    /// <summary>Returns the digest in a reference; <c>null</c> if it has none.</summary>
    public static string? Pinned(string reference) => reference.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? reference[(at + 1)..] : null;

    private static string? Normal(string reference)
    {
        try
        {
            return ImageReference.Parse(reference).ToString();
        }
        catch (InvalidSettingException)
        {
            return null;
        }
    }

    /// <summary>Returns true for an instruction that a base image or a stage triggers.</summary>
    public static bool IsTrigger(string instruction) => instruction.StartsWith(Trigger, StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(string instruction, string keyword) =>
        (IsTrigger(instruction) ? instruction[Trigger.Length..] : instruction)
        .StartsWith(keyword, StringComparison.OrdinalIgnoreCase);

    // The number of steps that a base image adds to the stage, of which the last has the highest number. Triggers without a layer have no number, but count in
    // the number of steps. The triggers of a stage of the Dockerfile are planned.
    private static int TriggersOf(LedgerStep step, IReadOnlyList<LedgerStep> steps, IEnumerable<StepOutcome> outcomes)
    {
        var first = steps.Where(other => (other.Stage, other.Platform) == (step.Stage, step.Platform)).Min(other => other.Number);
        var numbers = outcomes.Where(outcome => outcome.Of > step.Of && IsTrigger(outcome.Instruction)).Select(outcome => outcome.Number);
        return Math.Max(0, numbers.DefaultIfEmpty(0).Max() - first + 1);
    }

    private static string Digest(LedgerStep step, Func<int, string> keyOf, Func<string, string?> imageOf, LedgerKey key)
    {
        string?[] parts =
        [
            step.Parent >= 0 ? keyOf(step.Parent) : imageOf(step.Base),
            .. step.Sources.Select(keyOf),
            .. step.Images.Select(imageOf),
        ];
        return parts.Any(string.IsNullOrEmpty) ? "" : key.Digest(string.Join('\n', [step.Own, .. parts]));
    }

    private static bool IsSame(LedgerStep one, LedgerStep other) =>
        (one.Stage, one.Platform, one.Keyword, one.Instruction) == (other.Stage, other.Platform, other.Keyword, other.Instruction);
}
