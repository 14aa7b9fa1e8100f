using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Faults;

/// <summary>Layers that an engine references but has lost: the build uses the first rung that helps and creates the right image.</summary>
[Category("Faults")]
[Platform("Linux")]
public sealed class EngineStoreFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;
    private EngineStore _store = null!;

    [SetUp]
    public async Task BuildOnce()
    {
        _bench = await FaultBench.CreateAsync(_engine);
        await _bench.ForgetAsync();
        await BuildAsync();
        _store = new EngineStore(_engine);
    }

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task A_lost_copy_of_the_context_costs_the_same_command_once_more()
    {
        _store.LoseLayers("app", "library", "dependencies");
        _bench.ChangeCode();

        var report = await BuildAsync();

        await AssertAsync(report, RecoveryRung.SameAgain);
    }

    [Test]
    public async Task A_lost_layer_of_a_stage_costs_that_stage()
    {
        _store.LoseLayers("installed");
        _bench.ChangeCode();

        var report = await BuildAsync();

        await AssertAsync(report, RecoveryRung.SameAgain, RecoveryRung.StageUncached);
    }

    [Test]
    public async Task Lost_layers_of_two_stages_cost_everything()
    {
        _store.LoseLayers("wheel");
        _bench.ChangeLibrary();

        var report = await BuildAsync();

        await AssertAsync(report, RecoveryRung.SameAgain, RecoveryRung.StageUncached, RecoveryRung.Uncached);
    }

    [Test]
    public async Task A_lost_blob_of_the_image_costs_everything_as_nothing_less_helps()
    {
        await LoseBlobsAsync();

        var report = await BuildAsync();

        await AssertAsync(report, RecoveryRung.SameAgain, RecoveryRung.Uncached);
    }

    [Test]
    public async Task A_lost_blob_of_the_image_is_told_where_the_cache_mounts_are_to_be_kept()
    {
        await LoseBlobsAsync();

        var failure = await Assert.ThrowsAsync<DockerBuildException>(() => BuildAsync(new RecoveryLimits { Mode = RecoveryMode.Safe }));

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.EngineStoreCorrupt));
        Assert.That(failure.Fault.Tried, Does.Contain("which recovery \"safe\" does not allow"));
    }

    // The image is deleted too, because the next one would start from its unpacked layers.
    private async Task LoseBlobsAsync()
    {
        await Shell.RunAsync(_bench.Connection, $"docker image rm -f {_bench.Image}");
        _store.LoseBlobs(600_000, 700_000);
        _bench.ChangeCode();
    }

    // Without the local cache, which would restore the lost layers.
    private Task<BuildReport> BuildAsync(RecoveryLimits? limits = null) =>
        _bench.BuildAsync(settings => settings with { CacheFrom = [], CacheTo = [] }, limits);

    private async Task AssertAsync(BuildReport report, params RecoveryRung[] rungs)
    {
        var tried = report.Attempts.Skip(1).Select(attempt => attempt.Rung).ToList();
        // On a busy machine, containerd's garbage collection removes a layer of the image before a retry exports it, which costs one more.
        if (rungs is [.., RecoveryRung.SameAgain or RecoveryRung.StageUncached] && tried.Count > rungs.Length && tried[^1] == RecoveryRung.SameAgain)
            tried.RemoveAt(tried.Count - 1);
        Assert.That(tried, Is.EqualTo(rungs), string.Join('\n', _bench.Printed));
        Assert.That(report.Attempts[^1].Reason, Does.StartWith("The build cache of the engine lacks a layer that it refers to."));
        await _bench.AssertImageIsRightAsync();
        await AssertWholeAsync();
    }

    // BuildKit drops the record of a lost layer when it uses it: a later build may meet one that no step of this build needed.
    private async Task AssertWholeAsync()
    {
        for (var build = 0; build < 3; build++)
        {
            _bench.ChangeCode();
            var attempts = (await BuildAsync()).Attempts;
            if (attempts.Count == 0)
                return;
            Assert.That(attempts.Skip(1).Select(attempt => attempt.Rung), Has.All.EqualTo(RecoveryRung.SameAgain), string.Join('\n', _bench.Printed));
        }

        Assert.Fail("The engine is not whole after three builds.");
    }
}
