using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>
/// Which rung comes after a fault. The cheapest one that can help comes first; what a user got wrong is never tried again; what
/// empties cache mounts comes last and says so.
/// </summary>
public static class RecoveryLadder
{
    // Each time another backend may be the one that fails.
    private const int Backends = 3;

    // Solver flakes and engines that restart mostly pass, sometimes at the second try.
    private const int PatientTries = 2;

    /// <summary>Decides on the next attempt.</summary>
    /// <param name="fault">Why the last attempt failed.</param>
    /// <param name="tried">The rungs of all attempts after the first, in their order.</param>
    /// <param name="situation">What the last attempt still had.</param>
    /// <param name="limits">What is allowed.</param>
    [Pure]
    public static RecoveryDecision Next(DockerFault fault, IReadOnlyList<RecoveryRung> tried, RecoverySituation situation, RecoveryLimits limits)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(tried);
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Mode == RecoveryMode.Off)
            return RecoveryDecision.Stop("recovery is off");
        if (Rungs(fault, situation) is not { Length: > 0 } rungs)
            return RecoveryDecision.Stop("another attempt would end the same way");
        if (tried.Count + 1 >= limits.MaxAttempts)
            return RecoveryDecision.Stop($"{tried.Count + 1} attempts are the limit");
        foreach (var (rung, times) in rungs)
        {
            var before = tried.Count(earlier => earlier == rung);
            if (before < times && Decide(rung, before, fault, situation, limits) is { } decision)
                return decision;
        }
        return RecoveryDecision.Stop(limits.Mode == RecoveryMode.Safe ? "what is left would empty the cache mounts, which recovery \"safe\" doesn't do" : "nothing is left that could help");
    }

    private static (RecoveryRung Rung, int Times)[] Rungs(DockerFault fault, RecoverySituation situation) => fault.Kind switch
    {
        DockerFaultKind.CacheImportCorrupt or DockerFaultKind.CacheImportStalled =>
            [(RecoveryRung.WithoutImport, Backends), (RecoveryRung.StageUncached, 1), (RecoveryRung.Uncached, 1)],
        DockerFaultKind.CacheExportFailed or DockerFaultKind.CacheUnwritable or DockerFaultKind.DiskFull when fault.OnlyExportFailed =>
            fault.MayPass ? [(RecoveryRung.SameAgain, 1), (RecoveryRung.WithoutExport, Backends)] : [(RecoveryRung.WithoutExport, Backends)],
        DockerFaultKind.EngineStoreCorrupt =>
            [(RecoveryRung.SameAgain, 1), (RecoveryRung.WithoutImport, 1), (RecoveryRung.StageUncached, 1), (RecoveryRung.Uncached, 1)],
        DockerFaultKind.SolverFlake => [(RecoveryRung.SameAgain, PatientTries)],
        DockerFaultKind.EngineLost when fault.MayPass || situation.EngineCanRestart => [(RecoveryRung.EngineReturned, PatientTries)],
        DockerFaultKind.EngineUnavailable when fault.MayPass && situation.EngineAnswered => [(RecoveryRung.EngineReturned, PatientTries)],
        _ => [],
    };

    private static RecoveryDecision? Decide(RecoveryRung rung, int before, DockerFault fault, RecoverySituation situation, RecoveryLimits limits) => rung switch
    {
        RecoveryRung.SameAgain => new(rung, "the same command is run again, which mostly gets over it")
        {
            Delay = fault.MayPass ? limits.Backoff * Math.Pow(2, before) : TimeSpan.Zero,
        },
        RecoveryRung.EngineReturned => new(rung, "the same command is run again as soon as the engine answers; steps that ended are cached") { Delay = limits.Backoff * Math.Pow(2, before) },
        RecoveryRung.WithoutImport when situation.Imports => new(rung, "the build goes on without reading that cache (--cache-from)"),
        RecoveryRung.WithoutExport when situation.Exports => new(rung, "the image is built without writing that cache (--cache-to), from steps that are cached"),
        RecoveryRung.StageUncached when limits.Mode == RecoveryMode.Full && situation is { Stages: true, Uncached: false } && StageOf(fault) is { } stage =>
            new(rung, $"stage {stage} is built without the engine's cache (--no-cache-filter), which empties the cache mounts of that stage") { Stage = stage },
        RecoveryRung.Uncached when limits.Mode == RecoveryMode.Full && !situation.Uncached =>
            new(rung, "everything is built without any cache (--no-cache), which empties the build's cache mounts, too"),
        _ => null,
    };

    // BuildKit's own name for a stage that has none is nothing that --no-cache-filter would find.
    private static string? StageOf(DockerFault fault) => fault.Stage is { } stage && !stage.StartsWith("stage-", StringComparison.Ordinal) ? stage : null;
}
