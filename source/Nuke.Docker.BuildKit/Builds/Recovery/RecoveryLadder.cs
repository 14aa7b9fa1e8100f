using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>
/// Selects the next attempt after a fault. It tries the cheapest option first, never repeats a build that failed because of the user, and empties
/// cache mounts only as a last resort.
/// </summary>
internal static class RecoveryLadder
{
    // Each attempt may fail on another backend.
    private const int Backends = 3;

    // BuildKit's internal errors and restarts of the engine usually pass, sometimes at the second retry.
    private const int PatientTries = 2;

    /// <summary>Decides on the next attempt.</summary>
    /// <param name="fault">The fault of the last attempt.</param>
    /// <param name="tried">The rungs of all attempts after the first, in order.</param>
    /// <param name="situation">The parts of the build that can be left out.</param>
    /// <param name="limits">The limits of recovery.</param>
    [Pure]
    public static RecoveryDecision Next(
        DockerFault fault,
        IReadOnlyList<RecoveryRung> tried,
        RecoverySituation situation,
        RecoveryLimits limits)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(tried);
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Mode == RecoveryMode.Off)
            return RecoveryDecision.Stop("recovery is off");
        if (Rungs(fault, situation) is not { Length: > 0 } rungs)
            return RecoveryDecision.Stop("another attempt would fail in the same way");
        if (tried.Count + 1 >= limits.MaxAttempts)
            return RecoveryDecision.Stop($"the limit of {tried.Count + 1} attempts is reached");
        foreach (var (rung, times) in rungs)
        {
            var before = tried.Count(earlier => earlier == rung);
            if (before < times && Decide(rung, before, fault, situation, limits) is { } decision)
                return decision;
        }
        return RecoveryDecision.Stop(limits.Mode == RecoveryMode.Safe
            ? "the remaining options empty the cache mounts, which recovery \"safe\" does not allow"
            : "no option is left");
    }

    private static (RecoveryRung Rung, int Times)[] Rungs(DockerFault fault, RecoverySituation situation) => fault.Kind switch
    {
        DockerFaultKind.CacheImportCorrupt or DockerFaultKind.CacheImportStalled =>
            [(RecoveryRung.WithoutImport, Backends), (RecoveryRung.StageUncached, 1), (RecoveryRung.Uncached, 1)],
        DockerFaultKind.CacheExportFailed or DockerFaultKind.CacheUnwritable or DockerFaultKind.DiskFull when fault.OnlyExportFailed =>
            fault.MayPass ? [(RecoveryRung.SameAgain, 1), (RecoveryRung.WithoutExport, Backends)] : [(RecoveryRung.WithoutExport, Backends)],
        // BuildKit drops the record of a layer that it finds lost.
        DockerFaultKind.EngineStoreCorrupt =>
        [
            (RecoveryRung.SameAgain, situation.FailsElsewhere ? PatientTries : 1), (RecoveryRung.WithoutImport, 1),
            (RecoveryRung.StageUncached, 1), (RecoveryRung.Uncached, 1),
        ],
        DockerFaultKind.SolverFlake => [(RecoveryRung.SameAgain, PatientTries)],
        DockerFaultKind.EngineLost when fault.MayPass || situation.EngineCanRestart => [(RecoveryRung.EngineReturned, PatientTries)],
        DockerFaultKind.EngineUnavailable when fault.MayPass && situation.EngineAnswered => [(RecoveryRung.EngineReturned, PatientTries)],
        _ => [],
    };

    private static RecoveryDecision? Decide(
        RecoveryRung rung,
        int before,
        DockerFault fault,
        RecoverySituation situation,
        RecoveryLimits limits) => rung switch
    {
        RecoveryRung.SameAgain => new(rung, "the same command is run again, which usually succeeds")
        {
            Delay = fault.MayPass ? limits.Backoff * Math.Pow(2, before) : TimeSpan.Zero,
        },
        RecoveryRung.EngineReturned => new(rung, "the same command is run again when the engine responds; completed steps are cached")
        {
            Delay = limits.Backoff * Math.Pow(2, before),
        },
        RecoveryRung.WithoutImport when situation.Imports => new(rung, "the build continues without importing that cache (--cache-from)"),
        RecoveryRung.WithoutExport when situation.Exports => new(rung, "the image is built without exporting that cache (--cache-to), from cached steps"),
        RecoveryRung.StageUncached when CanRebuildStage(situation, limits) && StageOf(fault) is { } stage =>
            new(rung, $"stage {stage} is built without the engine's cache (--no-cache-filter), which empties its cache mounts") { Stage = stage },
        RecoveryRung.Uncached when limits.Mode == RecoveryMode.Full && !situation.Uncached =>
            new(rung, "everything is built without the cache (--no-cache), which also empties the cache mounts"),
        _ => null,
    };

    private static bool CanRebuildStage(RecoverySituation situation, RecoveryLimits limits) =>
        limits.Mode == RecoveryMode.Full && situation is { Stages: true, Uncached: false };

    // --no-cache-filter does not find the names that BuildKit gives to unnamed stages.
    private static string? StageOf(DockerFault fault) => fault.Stage is { } stage && !stage.StartsWith("stage-", StringComparison.Ordinal) ? stage : null;
}
