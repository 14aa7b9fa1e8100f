using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>Formats causes and predictions for a terminal.</summary>
internal static class ExplanationText
{
    private const int InstructionLength = 70;

    /// <summary>Returns the lines of an explanation: each first step of a chain with its cause and its cost.</summary>
    /// <param name="now">The build.</param>
    /// <param name="before">The build that it is compared with; <c>null</c> if there is none.</param>
    /// <param name="causes">The causes of its steps.</param>
    /// <param name="skipped">The time when the next build was skipped; <c>null</c> if it wasn't.</param>
    /// <param name="unrecorded">The time when a later build began that is not recorded; <c>null</c> if there is none.</param>
    public static IReadOnlyList<string> Of(
        BuildLedger now, BuildLedger? before, IReadOnlyList<StepCause> causes, DateTimeOffset? skipped = null, DateTimeOffset? unrecorded = null)
    {
        var (cached, ran, failed) = (now.Cached, now.Ran, now.Failed);
        List<string> lines =
        [
            $"{now.Image}{(now.Target is null ? "" : $" ({now.Target})")}, {(now.Succeeded ? "built" : "failed")} {Time(now.Begun)}: "
            + $"{cached} cached, {ran} ran{(failed == 0 ? "" : $", {failed} failed")}, {Seconds(now.Seconds)}"
            + (before is null ? "" : $"; compared with the build of {Time(before.Begun)}"),
        ];
        if (skipped is { } time)
            lines.Add($"  The build of {Time(time)} was skipped, because nothing had changed since then.");
        if (unrecorded is { } begun)
            lines.Add($"  The build that began {Time(begun)} is not recorded: it was interrupted, is still running, or could not read its inputs.");
        if (now.Fault is { } fault)
            lines.Add($"  {fault}");
        // The cause of a step after another one that ran is not the reason why it failed.
        foreach (var step in now.Steps.Where(step => step.Result == "failed" && !causes.Any(cause => cause.IsRoot && cause.IsOf(step))))
            lines.Add($"  {Name(step)} failed");
        var unknown = now.Succeeded ? now.Steps.Count - ran - cached : 0;
        if (unknown > 0)
            lines.Add($"  BuildKit reported no result of {(unknown == 1 ? "1 step" : $"{unknown} steps")}: another image of the same run may share them.");
        else if (ran + failed == 0)
            lines.Add(now.Succeeded ? $"  Every step was cached.{WhyBuilt(now)}" : "  The build failed before it ran a step.");
        foreach (var cause in causes.Where(cause => cause.IsRoot))
            lines.AddRange(Root(cause, Verb(cause, now.Steps)));
        // Their time is part of that of the step that they follow.
        foreach (var cause in causes.Where(cause => cause.Kind == CauseKind.SourceStage))
            lines.Add($"  {Name(cause)} ran: {cause.Sentence}");
        foreach (var cause in causes.Where(cause => cause.WasCached() || cause.Kind == CauseKind.CacheMountEmptied))
            lines.Add($"  {Name(cause)}: {cause.Sentence}");
        return lines;
    }

    /// <summary>Returns one line for each first step of a chain and each emptied cache mount, for the end of a build.</summary>
    /// <param name="causes">The causes.</param>
    /// <param name="steps">The steps of the build.</param>
    public static IEnumerable<string> Short(IReadOnlyList<StepCause> causes, IReadOnlyList<LedgerStep> steps) =>
    [
        .. causes.Where(cause => cause is { IsRoot: true, Kind: not (CauseKind.FirstBuild or CauseKind.NoCache) })
            .Select(cause => $"{Name(cause)} {Verb(cause, steps)}: {cause.Sentence}{Cost(cause)}"),
        .. causes.Where(cause => cause.Kind == CauseKind.CacheMountEmptied).Select(cause => $"{Name(cause)}: {cause.Sentence}"),
    ];

    /// <summary>Returns one line for each step that was cached although an input outside of BuildKit's key changed.</summary>
    public static IEnumerable<string> Stale(IReadOnlyList<StepCause> causes) => causes
        .Where(cause => cause.Kind == CauseKind.OutsideKey)
        .Select(cause => $"{Name(cause)}: {cause.Sentence}. {cause.Advice}");

    /// <summary>Returns the lines of a prediction.</summary>
    /// <param name="planned">The build.</param>
    /// <param name="steps">The predictions of its steps.</param>
    /// <param name="reasonToBuild">The reason why the build is not skipped; <c>null</c> if it is.</param>
    public static IReadOnlyList<string> Of(BuildLedger planned, IReadOnlyList<StepPrediction> steps, string? reasonToBuild)
    {
        if (reasonToBuild is null)
            return [$"{planned.Image}: nothing has changed, the build will be skipped"];
        var runs = steps.Count(step => step.Forecast == StepForecast.Runs);
        var depends = steps.Count(step => step.Forecast == StepForecast.Depends);
        var known = steps.Where(step => step is { Forecast: StepForecast.Runs, Seconds: not null }).Sum(step => step.Seconds!.Value);
        var open = steps.Count(step => step is { Forecast: StepForecast.Runs, Seconds: null });
        var time = runs == 0 ? ""
            : open == runs ? ", duration unknown"
            : $", about {Seconds(known)}{(open == 0 ? "" : $", plus {(open == 1 ? "1 step" : $"{open} steps")} of unknown duration")}";
        List<string> lines =
        [
            $"{planned.Image}: {steps.Count - runs - depends} cached, {runs} will run{time}"
            + (depends == 0 ? "" : $", {depends} may run")
            + (runs > 0 ? "" : $"; the build is not skipped: {reasonToBuild}"),
        ];
        foreach (var step in steps.Where(step => step.Forecast != StepForecast.Cached))
        {
            var verb = step.Forecast == StepForecast.Runs ? "runs" : "may run";
            var seconds = step.Seconds is { } last ? $" ({Seconds(last)} the last time)" : "";
            lines.Add($"  {Name(step)} {verb}: {step.Reason}{seconds}");
        }

        lines.AddRange(steps.Where(step => step.Unnoticed is not null).Select(step => $"  {Name(step)} is cached although {step.Unnoticed}"));
        return lines;
    }

    private static string WhyBuilt(BuildLedger now) => now.ReasonToBuild is null ? "" : $" The build was not skipped: {now.ReasonToBuild}.";

    // "failed" alone would make the cause that of the failure.
    private static string Verb(StepCause cause, IReadOnlyList<LedgerStep> steps) =>
        steps.Any(step => step.Result == "failed" && cause.IsOf(step)) ? "ran and failed" : "ran";

    private static IEnumerable<string> Root(StepCause cause, string verb)
    {
        yield return $"  {Name(cause)} {verb}: {cause.Sentence}{Cost(cause)}";
        if (cause.Advice is { } advice)
            yield return $"    {advice}";
    }

    private static string Cost(StepCause cause)
    {
        var followers = cause.Followers switch { 0 => "", 1 => "; 1 step after it ran", var count => $"; {count} steps after it ran" };
        return $"{followers} ({Seconds(cause.Seconds + cause.FollowerSeconds)})";
    }

    private static string Name(StepCause cause) => $"[{cause.Label}] {HumanText.Shorten(cause.Instruction, InstructionLength)}";

    private static string Name(StepPrediction step) => Name(step.Step);

    private static string Name(LedgerStep step) => $"[{step.Label}] {HumanText.Shorten(step.Instruction, InstructionLength)}";

    private static string Seconds(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
