using DockerTestSupport;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Follows one build through its attempts: decisions and pauses.</summary>
public sealed class RecoveryDeciderSpecs
{
    private static readonly RecoveryLimits s_limits = new() { Backoff = TimeSpan.FromSeconds(2), EngineWait = TimeSpan.FromSeconds(30) };
    private static readonly RecoverySituation s_whole = new() { Imports = true, Exports = true };

    private readonly List<(ProgressLevel Level, string Text)> _printed = [];
    private WatchedTime _time = null!;

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _time = new WatchedTime();
    }

    [Test]
    public async Task A_decision_is_printed_with_its_cause_and_the_number_of_the_attempt()
    {
        var decider = Decider();

        await decider.NextAsync(Fault(DockerFaultKind.CacheImportCorrupt) with { Detail = "one\ntwo" }, s_whole, default);
        await decider.NextAsync(Fault(DockerFaultKind.CacheImportCorrupt), s_whole, default);

        Assert.That(_printed.Select(line => line.Level), Is.EqualTo(new[] { ProgressLevel.Warning, ProgressLevel.Information, ProgressLevel.Warning }));
        Assert.That(_printed[0].Text, Does.StartWith("The layer is damaged. The build ").And.Contain("attempt 2 of at most 6"));
        Assert.That(_printed[1].Text, Does.EndWith("one two"));
        Assert.That(_printed[2].Text, Does.Contain("attempt 3 of at most 6"));
    }

    // A lost copy of the context, then a layer of the exported image: everything would be built again for nothing.
    [TestCase("exporting to image", RecoveryRung.SameAgain)]
    [TestCase("[internal] load build context", RecoveryRung.WithoutImport)]
    [TestCase(null, RecoveryRung.WithoutImport)]
    public async Task A_lost_layer_elsewhere_costs_the_same_command_once_more(string? place, RecoveryRung expected)
    {
        var decider = Decider();
        var fault = Fault(DockerFaultKind.EngineStoreCorrupt) with { Place = "[internal] load build context" };
        await decider.NextAsync(fault, s_whole, default);

        var second = await decider.NextAsync(fault with { Place = place }, s_whole, default);
        var third = await decider.NextAsync(fault with { Place = "[1/2] RUN a" }, s_whole, default);

        Assert.That(second!.Rung, Is.EqualTo(expected));
        Assert.That(third!.Rung, Is.Not.EqualTo(RecoveryRung.SameAgain), "at most twice");
    }

    [TestCase("exporting to image", RecoveryRung.SameAgain)]
    [TestCase("[2/2] RUN b", RecoveryRung.Uncached)]
    public async Task An_export_that_fails_after_a_stage_was_rebuilt_costs_the_same_command_once_more(string place, RecoveryRung expected)
    {
        var decider = Decider();
        var fault = Fault(DockerFaultKind.EngineStoreCorrupt) with { Place = "[1/2] RUN a" };
        var situation = s_whole with { Imports = false };
        await decider.NextAsync(fault, situation, default);
        var rebuilt = await decider.NextAsync(fault, situation, default);

        var next = await decider.NextAsync(fault with { Place = place }, situation, default);

        Assert.That((rebuilt!.Rung, next!.Rung), Is.EqualTo((RecoveryRung.StageUncached, expected)));
    }

    [Test]
    public async Task A_long_detail_is_shortened()
    {
        await Decider().NextAsync(Fault(DockerFaultKind.CacheImportCorrupt) with { Detail = new string('x', 1000) }, s_whole, default);

        Assert.That(_printed[1].Text, Has.Length.LessThan(350).And.Length.GreaterThan(290));
    }

    [Test]
    public async Task The_pause_before_an_attempt_is_waited_for_and_measured()
    {
        var decider = Decider();

        var next = decider.NextAsync(Fault(DockerFaultKind.SolverFlake) with { MayPass = true }, s_whole, default);
        await _time.FirstTimer;
        var early = next.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(2));
        var decision = await next;

        Assert.That(
            (early, decision!.Rung, decider.Pause, decider.StopReason),
            Is.EqualTo((false, RecoveryRung.SameAgain, TimeSpan.FromSeconds(2), (string?)null)));
    }

    [Test]
    public async Task A_fault_that_no_attempt_can_help_stands()
    {
        var decider = Decider();

        var decision = await decider.NextAsync(Fault(DockerFaultKind.StepFailed), s_whole, default);

        Assert.That((decision, decider.Pause, _printed.Count), Is.EqualTo(((RecoveryDecision?)null, TimeSpan.Zero, 0)));
        Assert.That(decider.StopReason, Is.Not.Empty);
        Assert.That(decider.Conclude(Fault(DockerFaultKind.StepFailed)).Tried, Is.Null, "nothing was tried");
    }

    [Test]
    public async Task A_fault_that_stays_names_the_attempts_in_order_and_the_reason_to_stop()
    {
        var decider = Decider(new RecoveryLimits { MaxAttempts = 3 });
        var fault = Fault(DockerFaultKind.EngineStoreCorrupt);
        while (await decider.NextAsync(fault, s_whole, default) is not null)
        {
        }

        var concluded = decider.Conclude(fault);

        Assert.That(concluded with { Tried = null }, Is.EqualTo(fault));
        Assert.That(concluded.Tried, Does.StartWith("same command again, without ").And.Contain(decider.StopReason!).And.Contain("3 attempts"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Somebody_who_can_bring_the_engine_back_is_asked(bool returns)
    {
        var asked = 0;
        var decider = Decider(s_limits with { Backoff = TimeSpan.Zero }, returned: (_, _) => Task.FromResult(asked++ == 0 && returns));

        var decision = await decider.NextAsync(Fault(DockerFaultKind.EngineLost), s_whole, default);

        Assert.That((asked, decision?.Rung), Is.EqualTo((1, returns ? RecoveryRung.EngineReturned : (RecoveryRung?)null)));
        Assert.That(decider.StopReason is null, Is.EqualTo(returns));
    }

    [Test]
    public async Task Other_attempts_do_not_wait_for_the_engine()
    {
        var decider = Decider(returned: (_, _) => throw new InvalidOperationException("nobody asked"));

        Assert.That((await decider.NextAsync(Fault(DockerFaultKind.CacheImportCorrupt), s_whole, default))!.Rung, Is.EqualTo(RecoveryRung.WithoutImport));
    }

    [Test]
    public async Task The_wait_for_the_engine_has_a_limit()
    {
        var waiting = new TaskCompletionSource();
        var decider = Decider(s_limits with { Backoff = TimeSpan.Zero }, returned: async (_, stop) =>
        {
            waiting.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return true;
        });

        var next = decider.NextAsync(Fault(DockerFaultKind.EngineLost), s_whole, default);
        await waiting.Task;
        _time.Advance(TimeSpan.FromSeconds(29));
        var early = next.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await next, early, decider.Pause), Is.EqualTo(((RecoveryDecision?)null, false, TimeSpan.FromSeconds(30))));
        Assert.That(decider.StopReason, Does.Contain("30.0 s"));
    }

    [Test]
    public async Task Cancelling_is_not_the_limit()
    {
        using var cancellation = new CancellationTokenSource();
        var decider = Decider(s_limits with { Backoff = TimeSpan.Zero }, returned: async (_, stop) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            return true;
        });

        Assert.That(
            async () => await decider.NextAsync(Fault(DockerFaultKind.EngineLost), s_whole, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(decider.StopReason, Is.Null);
    }

    [Test]
    public async Task An_engine_that_was_lost_may_be_unavailable_at_the_next_attempt()
    {
        var unavailable = Fault(DockerFaultKind.EngineUnavailable) with { MayPass = true };

        Assert.That(await Decider(s_limits with { Backoff = TimeSpan.Zero }).NextAsync(unavailable, s_whole, default), Is.Null, "no engine responded before");

        var decider = Decider(s_limits with { Backoff = TimeSpan.Zero });
        await decider.NextAsync(Fault(DockerFaultKind.EngineLost) with { MayPass = true }, s_whole, default);
        Assert.That((await decider.NextAsync(unavailable, s_whole, default))!.Rung, Is.EqualTo(RecoveryRung.EngineReturned));
    }

    [Test]
    public async Task Waiting_for_the_engine_is_printed_every_ten_seconds_and_counts_as_a_pause()
    {
        var lost = new DockerFault { Kind = DockerFaultKind.EngineLost, Cause = "The engine is gone.", Cure = "Start it.", MayPass = true };
        const int pollsInTwentyFiveSeconds = 100;
        var pings = 0;
        using var daemon = new FakeDaemon(_ => FakeDaemon.Json(pings++ < pollsInTwentyFiveSeconds ? 503 : 200, "{}"));
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));
        var printed = new List<string>();
        var limits = new RecoveryLimits { Backoff = TimeSpan.Zero };
        var decider = new RecoveryDecider(limits, engine, engineReturned: null, (_, text) => printed.Add(text), new SkippingTime());

        var decision = await decider.NextAsync(lost, new RecoverySituation(), CancellationToken.None);

        Assert.That(decision?.Rung, Is.EqualTo(RecoveryRung.EngineReturned));
        Assert.That(
            printed.Where(text => text.StartsWith("Waiting", StringComparison.Ordinal)),
            Is.EqualTo(["Waiting for the engine: 10.0 s of at most 1 min 00 s", "Waiting for the engine: 20.0 s of at most 1 min 00 s"]));
        Assert.That(decider.Pause, Is.EqualTo(TimeSpan.FromSeconds(25)));
    }

    private static DockerFault Fault(DockerFaultKind kind) => new() { Kind = kind, Cause = "The layer is damaged.", Cure = "Repair it.", Stage = "builder" };

    private RecoveryDecider Decider(RecoveryLimits? limits = null, Func<DockerFault, CancellationToken, Task<bool>>? returned = null) =>
        new(limits ?? s_limits, engine: null, returned, (level, text) => _printed.Add((level, text)), _time);

    /// <summary>A clock that jumps over short pauses.</summary>
    private sealed class SkippingTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime < TimeSpan.FromSeconds(1))
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
            return timer;
        }
    }
}
