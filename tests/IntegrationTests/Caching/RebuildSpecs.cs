using IntegrationTests.Engines;
using IntegrationTests.Faults;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace IntegrationTests.Caching;

/// <summary>Effects of each kind of rebuild on the cache mounts. A step of each of two stages counts its runs in a mount of its own.</summary>
[Category("Cache")]
[Platform("Linux")]
public sealed class RebuildSpecs
{
    // The id of a mount is not part of a RUN's cache key: without the id in the command, a test would find the layers of another.
    private const string Dockerfile = """
        FROM fault-bench-base AS one
        RUN --mount=type=cache,id=ID-one,target=/mount echo ID >> /mount/runs && cat /mount/runs > /one
        FROM fault-bench-base AS two
        RUN --mount=type=cache,id=ID-two,target=/mount echo ID >> /mount/runs && cat /mount/runs > /two
        FROM scratch
        COPY --from=one /one /
        COPY --from=two /two /
        """;

    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create()
    {
        _bench = await FaultBench.CreateAsync(_engine);
        await File.WriteAllTextAsync(
            Path.Combine(_bench.Context, "Dockerfile"),
            Dockerfile.Replace("ID", _bench.Image.Split(':')[1], StringComparison.Ordinal));
        await CountAsync(_ => _);
    }

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task The_same_build_runs_nothing() => Assert.That(await CountAsync(_ => _), Is.EqualTo((1, 1)));

    [Test]
    public async Task A_rebuild_runs_everything_and_keeps_the_mounts()
    {
        var mark = new RebuildMark(Path.Combine(_bench.Folder, "mark"));
        mark.Renew(TimeProvider.System.GetUtcNow());

        var rebuilt = await CountAsync(_ => _.AddAddHost(mark.Read()!));
        var next = await CountAsync(_ => _.AddAddHost(mark.Read()!));

        Assert.That((rebuilt, next), Is.EqualTo(((2, 2), (2, 2))), "and the next build finds the new layers");
    }

    [Test]
    public async Task A_rebuild_of_one_stage_leaves_the_other_stage_and_its_mount_alone()
    {
        await CountAsync(_ => _.AddAddHost("other:127.0.0.1"));

        var counts = await CountAsync(_ => _.AddAddHost("other:127.0.0.1").AddNoCacheFilter("two"));

        Assert.That(counts, Is.EqualTo((2, 1)), "stage one is cached with its second count; the mount of two was emptied");
    }

    [Test]
    public async Task No_cache_empties_all_mounts()
    {
        await CountAsync(_ => _.AddAddHost("other:127.0.0.1"));

        var counts = await CountAsync(_ => _.AddAddHost("other:127.0.0.1").EnableNoCache());

        Assert.That(counts, Is.EqualTo((1, 1)));
    }

    private async Task<(int One, int Two)> CountAsync(Func<BuildxBuildSettings, BuildxBuildSettings> configure)
    {
        var output = Path.Combine(_bench.Folder, "output");
        await _bench.BuildAsync(_ => configure(_) with { CacheFrom = [], CacheTo = [], Tag = null, Output = [new LocalOutput(output)] });
        int Runs(string file) => File.ReadAllLines(Path.Combine(output, file)).Length;
        return (Runs("one"), Runs("two"));
    }
}
