using System.Collections.Concurrent;
using DockerTestSupport;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class EngineSnapshotSpecs
{
    [Test]
    public async Task Each_question_is_asked_once()
    {
        var requests = new ConcurrentQueue<string>();
        using var daemon = new FakeDaemon(request =>
        {
            requests.Enqueue(request.Split(' ')[1]);
            return request.Contains("/system/df", StringComparison.Ordinal) ? FakeDaemon.Json(200, """{"BuildCache":[]}""")
                : FakeDaemon.Json(200, $$"""{"Id":"{{request.Split(' ')[1]}}"}""");
        });
        var snapshot = new EngineSnapshot(new EngineProbe(EngineEndpoint.Parse(daemon.Host)), CancellationToken.None);

        snapshot.Begin(["python", "redis"]);
        snapshot.BeginCacheRecords();
        var python = await snapshot.FindImageAsync("python");
        var again = await snapshot.FindImageAsync("python");
        await snapshot.FindImageAsync("redis");
        await snapshot.CacheRecordsAsync();

        Assert.That(python!.Id, Does.Contain("python"));
        Assert.That(again, Is.SameAs(python));
        Assert.That(requests, Has.Count.EqualTo(3), string.Join('\n', requests));
    }

    [Test]
    public async Task An_engine_that_does_not_respond_fails_each_question_and_not_the_process()
    {
        var snapshot = new EngineSnapshot(new EngineProbe(EngineEndpoint.Parse("unix:///nowhere/docker.sock")), CancellationToken.None);

        snapshot.Begin(["python"]);
        snapshot.BeginCacheRecords();

        await Assert.ThatAsync(() => snapshot.FindImageAsync("python"), Throws.TypeOf<EngineRequestException>());
        await Assert.ThatAsync(() => snapshot.CacheRecordsAsync(), Throws.TypeOf<EngineRequestException>());
    }
}
