using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using static Nuke.Docker.BuildKit.Text.Faults.DockerFaultKind;
using static Nuke.Docker.BuildKit.Builds.Recovery.RecoveryMode;
using static Nuke.Docker.BuildKit.Reports.RecoveryRung;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>The recovery ladder as a table: fault, previous attempts, limits, and the next rung.</summary>
public sealed class RecoveryLadderSpecs
{
    private static readonly RecoverySituation Whole = new() { Imports = true, Exports = true, EngineAnswered = true };

    [TestCase(CacheImportCorrupt, new RecoveryRung[0], Full, WithoutImport)]
    [TestCase(CacheImportCorrupt, new RecoveryRung[0], Safe, WithoutImport)]
    [TestCase(CacheImportCorrupt, new RecoveryRung[0], Off, null)]
    [TestCase(CacheImportCorrupt, new[] { WithoutImport }, Full, WithoutImport)]
    [TestCase(CacheImportCorrupt, new[] { WithoutImport, WithoutImport, WithoutImport }, Full, StageUncached)]
    [TestCase(CacheImportCorrupt, new[] { WithoutImport, WithoutImport, WithoutImport }, Safe, null)]
    [TestCase(CacheImportStalled, new RecoveryRung[0], Full, WithoutImport)]
    [TestCase(CacheExportFailed, new RecoveryRung[0], Full, WithoutExport)]
    [TestCase(CacheExportFailed, new RecoveryRung[0], Safe, WithoutExport)]
    [TestCase(CacheExportFailed, new RecoveryRung[0], Off, null)]
    [TestCase(CacheExportFailed, new[] { WithoutExport }, Full, WithoutExport)]
    [TestCase(CacheExportFailed, new[] { WithoutExport, WithoutExport, WithoutExport }, Full, null)]
    [TestCase(CacheUnwritable, new RecoveryRung[0], Full, WithoutExport)]
    [TestCase(EngineStoreCorrupt, new RecoveryRung[0], Full, SameAgain)]
    [TestCase(EngineStoreCorrupt, new[] { SameAgain }, Full, WithoutImport)]
    [TestCase(EngineStoreCorrupt, new[] { SameAgain, WithoutImport }, Full, StageUncached)]
    [TestCase(EngineStoreCorrupt, new[] { SameAgain, WithoutImport, StageUncached }, Full, Uncached)]
    [TestCase(EngineStoreCorrupt, new[] { SameAgain, WithoutImport, StageUncached, Uncached }, Full, null)]
    [TestCase(EngineStoreCorrupt, new[] { SameAgain, WithoutImport }, Safe, null)]
    [TestCase(EngineStoreCorrupt, new RecoveryRung[0], Off, null)]
    [TestCase(SolverFlake, new RecoveryRung[0], Full, SameAgain)]
    [TestCase(SolverFlake, new[] { SameAgain }, Full, SameAgain)]
    [TestCase(SolverFlake, new[] { SameAgain, SameAgain }, Full, null)]
    [TestCase(StepFailed, new RecoveryRung[0], Full, null)]
    [TestCase(DockerfileSyntax, new RecoveryRung[0], Full, null)]
    [TestCase(DockerfileMissing, new RecoveryRung[0], Full, null)]
    [TestCase(MissingContextFile, new RecoveryRung[0], Full, null)]
    [TestCase(ContextMissing, new RecoveryRung[0], Full, null)]
    [TestCase(UnknownStage, new RecoveryRung[0], Full, null)]
    [TestCase(UnknownImage, new RecoveryRung[0], Full, null)]
    [TestCase(SecretMissing, new RecoveryRung[0], Full, null)]
    [TestCase(BaseImageUnavailable, new RecoveryRung[0], Full, null)]
    [TestCase(PushFailed, new RecoveryRung[0], Full, null)]
    [TestCase(DiskFull, new RecoveryRung[0], Full, null)]
    [TestCase(Canceled, new RecoveryRung[0], Full, null)]
    [TestCase(EngineLost, new RecoveryRung[0], Full, null)]
    [TestCase(EngineUnavailable, new RecoveryRung[0], Full, null)]
    [TestCase(DockerFaultKind.Unknown, new RecoveryRung[0], Full, null)]
    public void The_rung_follows_the_fault(DockerFaultKind kind, RecoveryRung[] tried, RecoveryMode mode, RecoveryRung? expected)
    {
        var decision = RecoveryLadder.Next(Fault(kind), tried, Whole, new RecoveryLimits { Mode = mode });

        Assert.That(decision.Rung, Is.EqualTo(expected));
        Assert.That(decision.Reason, Is.Not.Empty);
    }

    [TestCase(CacheExportFailed, new RecoveryRung[0], SameAgain)]
    [TestCase(CacheExportFailed, new[] { SameAgain }, WithoutExport)]
    [TestCase(EngineLost, new RecoveryRung[0], EngineReturned)]
    [TestCase(EngineLost, new[] { EngineReturned }, EngineReturned)]
    [TestCase(EngineLost, new[] { EngineReturned, EngineReturned }, null)]
    [TestCase(EngineUnavailable, new RecoveryRung[0], EngineReturned)]
    public void What_may_pass_is_given_time(DockerFaultKind kind, RecoveryRung[] tried, RecoveryRung? expected)
    {
        var decision = RecoveryLadder.Next(Fault(kind) with { MayPass = true }, tried, Whole, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(expected));
        Assert.That(decision.Delay > TimeSpan.Zero, Is.EqualTo(expected is SameAgain or EngineReturned));
    }

    [Test]
    public void An_engine_that_never_answered_is_not_waited_for()
    {
        var decision = RecoveryLadder.Next(Fault(EngineUnavailable) with { MayPass = true }, [], Whole with { EngineAnswered = false }, new RecoveryLimits());

        Assert.That(decision.Rung, Is.Null);
    }

    [Test]
    public void An_engine_that_hangs_is_started_again_where_somebody_can()
    {
        var decision = RecoveryLadder.Next(Fault(EngineLost), [], Whole with { EngineCanRestart = true }, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(EngineReturned));
    }

    [Test]
    public void Each_pause_is_twice_as_long_as_the_one_before()
    {
        var limits = new RecoveryLimits { Backoff = TimeSpan.FromSeconds(3) };

        var delays = new[] { Array.Empty<RecoveryRung>(), [SameAgain] }.Select(
            tried => RecoveryLadder.Next(Fault(SolverFlake) with { MayPass = true }, tried, Whole, limits).Delay);

        Assert.That(delays, Is.EqualTo([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6)]));
    }

    [Test]
    public void What_is_not_there_cannot_be_left_out()
    {
        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt), [SameAgain], Whole with { Imports = false }, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(StageUncached));
    }

    [TestCase(null)]
    [TestCase("stage-1")]
    public void A_stage_that_has_no_name_of_its_own_cannot_be_built_alone(string? stage)
    {
        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt) with { Stage = stage }, [SameAgain, WithoutImport], Whole, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(Uncached));
    }

    [Test]
    public void A_tool_that_cannot_build_a_stage_alone_goes_on_to_the_whole()
    {
        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt), [SameAgain, WithoutImport], Whole with { Stages = false }, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(Uncached));
    }

    [Test]
    public void A_build_without_cache_has_no_cache_to_give_up()
    {
        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt), [SameAgain, WithoutImport], Whole with { Uncached = true }, new RecoveryLimits());

        Assert.That(decision.Rung, Is.Null);
    }

    [Test]
    public void The_number_of_attempts_is_limited()
    {
        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt), [SameAgain], Whole, new RecoveryLimits { MaxAttempts = 2 });

        Assert.That((decision.Rung, decision.Reason), Is.EqualTo(((RecoveryRung?)null, "2 attempts are the limit")));
    }

    [TestCase(StageUncached)]
    [TestCase(Uncached)]
    public void What_empties_the_cache_mounts_says_so(RecoveryRung rung)
    {
        RecoveryRung[] tried = rung == Uncached ? [SameAgain, WithoutImport, StageUncached] : [SameAgain, WithoutImport];

        var decision = RecoveryLadder.Next(Fault(EngineStoreCorrupt), tried, Whole, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(rung));
        Assert.That(decision.Reason, Does.Contain("empties").And.Contain("cache mounts"));
    }

    [Test]
    public void A_full_disk_of_the_cache_alone_is_no_reason_to_fail()
    {
        var decision = RecoveryLadder.Next(Fault(DiskFull) with { OnlyExportFailed = true }, [], Whole, new RecoveryLimits());

        Assert.That(decision.Rung, Is.EqualTo(WithoutExport));
    }

    private static DockerFault Fault(DockerFaultKind kind) => new()
    {
        Kind = kind,
        Cause = "It failed.",
        Cure = "Mend it.",
        Stage = "builder",
        OnlyExportFailed = kind is CacheExportFailed or CacheUnwritable,
    };
}
