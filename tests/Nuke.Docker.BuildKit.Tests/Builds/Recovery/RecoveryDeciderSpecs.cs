using DockerTestSupport;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

public sealed class RecoveryDeciderSpecs
{
    private static readonly DockerFault Lost = new() { Kind = DockerFaultKind.EngineLost, Cause = "The engine is gone.", Cure = "Start it.", MayPass = true };

    [Test]
    public async Task Waiting_for_the_engine_is_printed_every_ten_seconds_and_counts_as_a_pause()
    {
        const int pollsInTwentyFiveSeconds = 100;
        var pings = 0;
        using var daemon = new FakeDaemon(_ => FakeDaemon.Json(pings++ < pollsInTwentyFiveSeconds ? 503 : 200, "{}"));
        using var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));
        var printed = new List<string>();
        var limits = new RecoveryLimits { Backoff = TimeSpan.Zero };
        var decider = new RecoveryDecider(limits, engine, engineReturned: null, (_, text) => printed.Add(text), new SkippingTime());

        var decision = await decider.NextAsync(Lost, new RecoverySituation(), CancellationToken.None);

        Assert.That(decision?.Rung, Is.EqualTo(RecoveryRung.EngineReturned));
        Assert.That(
            printed.Where(text => text.StartsWith("Waiting", StringComparison.Ordinal)),
            Is.EqualTo(["Waiting for the engine: 10.0 s of at most 1 min 00 s", "Waiting for the engine: 20.0 s of at most 1 min 00 s"]));
        Assert.That(decider.Pause, Is.EqualTo(TimeSpan.FromSeconds(25)));
    }

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
