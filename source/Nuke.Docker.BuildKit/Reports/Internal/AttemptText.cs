using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Internal;

/// <summary>Formats attempts for all summaries.</summary>
internal static class AttemptText
{
    public static string Name(RecoveryRung rung) => rung switch
    {
        RecoveryRung.First => "first attempt",
        RecoveryRung.SameAgain => "same command again",
        RecoveryRung.EngineReturned => "again after the engine returned",
        RecoveryRung.WithoutImport => "without the imported cache",
        RecoveryRung.WithoutExport => "without the cache export",
        RecoveryRung.StageUncached => "one stage uncached",
        RecoveryRung.Uncached => "everything uncached",
        _ => rung.ToString(),
    };

    /// <summary>Formats an attempt and its result, in one line.</summary>
    public static string Line(BuildAttempt attempt) =>
        $"{Name(attempt.Rung)}, {HumanText.Duration(TimeSpan.FromSeconds(attempt.Seconds))}: {(attempt.Fault is null ? "succeeded" : attempt.Fault)}";
}
