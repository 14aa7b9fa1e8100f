using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Faults;

/// <summary>Concurrent builds with one local cache.</summary>
[Category("Faults")]
public sealed class ConcurrentBuildSpecs
{
    private const string Waiting = "Waiting for another build that uses the cache";

    private readonly PrivateEngine _engine = new();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase(2)]
    [TestCase(8)]
    [Slow(Sample = 2)]
    public async Task Builds_of_several_processes_at_once_all_succeed_and_leave_a_whole_cache(int count)
    {
        await using var benches = await FaultBenches.CreateAsync(_engine, count);
        await benches.First.BuildAsync();

        // None may end before the last one has started.
        var open = await LocalCacheStore.OpenAsync(benches.First.Cache);
        var runs = benches.All.Select(bench => bench.Start()).ToList();
        foreach (var run in runs)
            await run.WaitForAsync(Waiting);
        await open.DisposeAsync();

        await AssertAllAreRightAsync(benches.All, runs);
    }

    [Test]
    public async Task A_process_that_is_killed_with_the_cache_open_keeps_nobody_waiting()
    {
        await using var benches = await FaultBenches.CreateAsync(_engine, 3);
        await benches.First.BuildAsync();
        var step = new HeldStep(benches.First);
        var killed = benches.First.Start();
        await step.BeginsAsync();
        var runs = benches.All.Skip(1).Select(bench => bench.Start()).ToList();
        foreach (var run in runs)
            await run.WaitForAsync(Waiting);

        await killed.KillAsync(entireProcessTree: true);

        await AssertAllAreRightAsync([.. benches.All.Skip(1)], runs);
    }

    [Test]
    public async Task Builds_of_several_images_at_once_share_a_store_by_their_tags()
    {
        await using var first = await FaultBench.CreateAsync(_engine);
        await using var second = await FaultBench.CreateAsync(_engine, first.Cache);

        await Task.WhenAll(BuildAsync(first, "first"), BuildAsync(second, "second"));
        await Task.WhenAll(BuildAsync(first, "first"), BuildAsync(second, "second"));

        Assert.That(LocalCacheInfo.Read(first.Cache).Images.Select(image => image.Tag), Is.EquivalentTo(["first", "second"]));
        await first.AssertImageIsRightAsync();
        await second.AssertImageIsRightAsync();
        await first.AssertCacheIsWholeAsync();

        static Task BuildAsync(FaultBench bench, string tag) => Task.Run(() => bench.BuildAsync(settings => settings with
        {
            CacheFrom = [new LocalCacheFrom(bench.Cache) { Tag = tag }],
            CacheTo = [new LocalCacheTo(bench.Cache) { Tag = tag, Mode = CacheMode.Max }],
        }));
    }

    [Test]
    public async Task Who_waits_can_be_canceled()
    {
        await using var bench = await FaultBench.CreateAsync(_engine);
        await using var open = await LocalCacheStore.OpenAsync(bench.Cache);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        await Assert.ThatAsync(() => bench.BuildAsync(cancellationToken: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(bench.Printed, Has.One.StartsWith(Waiting));
    }

    [Test]
    public async Task An_export_of_somebody_else_in_the_meantime_is_not_swept()
    {
        await using var bench = await FaultBench.CreateAsync(_engine);
        await bench.BuildAsync();
        var ingest = Path.Combine(bench.Cache, "ingest", "somebody");
        Directory.CreateDirectory(ingest);
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(Path.Combine(ingest, "data"), stop.Token);
        bench.ChangeCode();

        var report = await bench.BuildAsync();

        await stop.CancelAsync();
        await writing;
        Assert.That(report.Notes, Has.One.Contains("was not swept: something else exports into the folder"));
        Assert.That(File.Exists(Path.Combine(ingest, "data")));
        await bench.BuildAsync();
        await bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task An_export_of_somebody_else_that_pauses_is_not_swept_either()
    {
        await using var bench = await FaultBench.CreateAsync(_engine);
        await bench.BuildAsync();
        var data = Path.Combine(Directory.CreateDirectory(Path.Combine(bench.Cache, "ingest", "somebody")).FullName, "data");
        await using var writer = new FileStream(data, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        writer.WriteByte(1);
        await writer.FlushAsync();
        bench.ChangeCode();
        await Task.Delay(TimeSpan.FromSeconds(3));

        var report = await bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains("was not swept: something else exports into the folder"));
        Assert.That(File.Exists(data));
    }

    private static async Task AssertAllAreRightAsync(IReadOnlyList<FaultBench> benches, IReadOnlyList<Run> runs)
    {
        foreach (var run in runs)
            Assert.That((await run.EndAsync()).ExitCode, Is.Zero, run.ToString());
        foreach (var bench in benches)
            await bench.AssertImageIsRightAsync();
        await benches[0].AssertCacheIsWholeAsync();
    }

    private static async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        while (!cancellationToken.IsCancellationRequested)
        {
            stream.WriteByte(1);
            stream.Flush();
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
