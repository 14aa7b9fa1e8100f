namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>A recorded build with the reasons why its steps ran.</summary>
/// <param name="Ledger">The build.</param>
/// <param name="Causes">The reasons.</param>
/// <param name="Baseline">The time of the build that it is compared with; <c>null</c> if there is none.</param>
/// <param name="Lines">The explanation, for a log.</param>
internal sealed record ExplainedBuild(BuildLedger Ledger, IReadOnlyList<StepCause> Causes, DateTimeOffset? Baseline, IReadOnlyList<string> Lines);
