using DockerTestSupport;
using FakeDocker;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Builds that hang, and builds that wait.</summary>
public sealed partial class BuildRecoverySpecs
{
    [Test]
    public async Task An_import_that_hangs_is_stopped_and_left_out()
    {
        _docker.OnCall(1, 0, new Step(StepKind.Err, RunningImport), new Step(StepKind.Hang)).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync(
            new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(1) },
            configure: _ => _.AddCacheFrom("type=registry,ref=cache.test/bot:main").AddCacheFrom("type=registry,ref=cache.test/bot:other"));

        Assert.That(report.Attempts[0].Fault, Does.StartWith("Importing cache manifest from cache.test/bot:main has made no progress for"));
        Assert.That(string.Join(' ', _docker.Calls[1].Arguments), Does.Contain("bot:other").And.Not.Contain("bot:main"));
    }

    [Test]
    public async Task An_export_that_hangs_is_stopped_and_left_out()
    {
        _docker.OnCall(1, 0, new Step(StepKind.Err, RunningExport), new Step(StepKind.Hang)).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync(
            new RecoveryLimits { ExportStall = TimeSpan.FromSeconds(1) },
            configure: _ => _.AddCacheTo("type=registry,ref=cache.test/bot:main"));

        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutExport]));
        Assert.That(report.CacheNotWritten, Is.True);
    }

    [Test]
    public async Task A_registry_that_does_not_answer_the_engine_is_not_imported_from()
    {
        _docker.Does(Replay("warm"));
        using var daemon = new FakeDaemon(request =>
            request == "GET /distribution/cache.test/bot%3Amain/json" ? null : FakeDaemon.Json(404, """{"message":"manifest unknown"}"""));
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));

        var report = await BuildAsync(
            new RecoveryLimits { Backoff = TimeSpan.Zero, RegistryTimeout = TimeSpan.FromSeconds(2) },
            engine: engine,
            configure: _ => _.AddCacheFrom("type=registry,ref=cache.test/bot:main").AddCacheFrom("type=registry,ref=cache.test/bot:other"));

        Assert.That(string.Join(' ', _docker.Calls.Single().Arguments), Does.Contain("bot:other").And.Not.Contain("bot:main"));
        Assert.That(report.Notes, Has.Some.Contains("did not respond within"));
    }

    [Test]
    public async Task An_engine_that_went_away_is_waited_for()
    {
        _docker.OnCall(1, 1, new Step(StepKind.Err, Lost)).OnCall(2, 0, Replay("warm"));
        var pings = 0;
        using var daemon = new FakeDaemon(request => FakeDaemon.Json(request != "GET /_ping" ? 404 : pings++ < 2 ? 503 : 200, "{}"));
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));

        var report = await BuildAsync(new RecoveryLimits { Backoff = TimeSpan.Zero }, engine: engine);

        Assert.That(pings, Is.EqualTo(3));
        Assert.That(report.Attempts[^1].Rung, Is.EqualTo(RecoveryRung.EngineReturned));
    }

    [Test]
    public void An_engine_that_stays_away_fails_the_build_in_time()
    {
        _docker.On([], 1, new Step(StepKind.Err, Lost));
        var limits = new RecoveryLimits { Backoff = TimeSpan.Zero, EngineWait = TimeSpan.FromMilliseconds(300) };

        Assert.That(() => BuildAsync(limits, returned: async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return true;
        }), ThrowsFault.Of(DockerFaultKind.EngineLost).With.Message.Contains("the engine did not respond within"));
        Assert.That(_docker.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_pause_between_attempts_counts_in_the_report()
    {
        _docker.OnCall(1, 1, new Step(StepKind.Err, Lost)).OnCall(2, 0, Replay("warm"));
        var time = new FakeTimeProvider();

        var report = await BuildAsync(new RecoveryLimits { Backoff = TimeSpan.Zero }, time: time, returned: (_, _) =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(true);
        });

        Assert.That(report.Attempts, Has.Count.EqualTo(2));
        Assert.That(report.Seconds, Is.EqualTo(5));
    }

    [Test]
    public void Ctrl_C_ends_a_pause()
    {
        _docker.On([], 1, new Step(StepKind.Err, Lost));
        using var cancellation = new CancellationTokenSource();

        Assert.That(() => BuildAsync(new RecoveryLimits { Backoff = TimeSpan.Zero }, returned: async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        }, cancellationToken: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
