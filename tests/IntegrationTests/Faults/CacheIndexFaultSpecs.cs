using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Faults;

/// <summary>
/// Faults in the index of a local cache: the build creates the right image, reports the fault and leaves a complete cache.
/// </summary>
[Category("Faults")]
public sealed class CacheIndexFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    private string Index => Path.Combine(_bench.Cache, "index.json");

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase("", "index.json is empty")]
    [TestCase("{\"schemaVersion\":2,\"manife", "index.json is not JSON")]
    [TestCase("{\"schemaVersion\":3,\"manifests\":[]}", "index.json has the schema version 3")]
    [TestCase("[]", "index.json is not a JSON object")]
    [TestCase(
        """{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:../../../../etc/passwd","size":1}]}""",
        "which is no digest")]
    public async Task An_index_that_cannot_be_read_is_replaced_by_the_last_whole_one(string content, string told)
    {
        await File.WriteAllTextAsync(Index, content);

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains(told).And.Contains("took its place"));
        Assert.That(
            report.UserSteps.Count(step => step.Result == StepResult.Cached),
            Is.GreaterThanOrEqualTo(4),
            "the rest of the cache was of use");
        await AssertAllIsWellAsync();
    }

    [Test]
    public async Task A_deleted_index_is_replaced_by_the_last_whole_one()
    {
        File.Delete(Index);

        var report = await _bench.BuildAsync(settings => settings with { CacheFrom = [new Nuke.Docker.BuildKit.Commands.LocalCacheFrom(_bench.Cache)] });

        Assert.That(report.Notes, Has.One.Contains("index.json is missing").And.Contains("took its place"));
        await AssertAllIsWellAsync();
    }

    [Test]
    public async Task An_index_lost_with_its_copy_costs_the_cache_and_nothing_else()
    {
        await File.WriteAllTextAsync(Index, "{");
        File.Delete(Path.Combine(_bench.Cache, ".store", "index.json"));

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains("index.json is not JSON"));
        await AssertAllIsWellAsync();
    }

    [TestCase("application/vnd.oci.image.manifest.v1+json", "application/vnd.example.unknown+json", "unknown media type")]
    [TestCase("\"size\":", "\"size\":9", "bytes instead of")]
    public async Task An_entry_that_cannot_be_right_is_dropped(string from, string to, string told)
    {
        await File.WriteAllTextAsync(Index, (await File.ReadAllTextAsync(Index)).Replace(from, to, StringComparison.Ordinal));

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains(told).And.Contains("Not imported: latest"));
        await AssertAllIsWellAsync();
    }

    [Test]
    public async Task An_import_of_a_tag_that_is_not_there_is_left_out_as_buildx_would_fail()
    {
        await _bench.BuildAsync(settings => settings with { CacheFrom = [new Nuke.Docker.BuildKit.Commands.LocalCacheFrom(_bench.Cache) { Tag = "main" }] });

        await AssertAllIsWellAsync();
    }

    [Test]
    public async Task Of_two_images_in_one_store_the_whole_one_stays()
    {
        await _bench.BuildAsync(
            settings => settings with { CacheTo = [new LocalCacheTo(_bench.Cache) { Mode = CacheMode.Max, Tag = "other" }] });
        var before = LocalCacheInfoReader.Read(_bench.Cache);
        var entries = (await File.ReadAllTextAsync(Index)).Split("\"digest\":\"sha256:");
        File.Delete(Path.Combine(_bench.Cache, "blobs", "sha256", entries[1][..64]));
        await _bench.ForgetAsync();
        _bench.ChangeCode();

        var report = await _bench.BuildAsync(
            settings => settings with { CacheFrom = [.. settings.CacheFrom!, new LocalCacheFrom(_bench.Cache) { Tag = "other" }] });

        Assert.That(before.Images.Select(image => image.Tag), Is.EquivalentTo(["latest", "other"]));
        Assert.That(report.Notes, Has.One.Contains("is missing").And.EndsWith("Not imported: latest."));
        Assert.That(report.HitRate, Is.GreaterThan(0.5), "the other image's cache was imported");
        Assert.That(LocalCacheInfoReader.Read(_bench.Cache).Images.Select(image => image.Tag), Is.EquivalentTo(["latest", "other"]));
        await AssertAllIsWellAsync();
    }

    private async Task AssertAllIsWellAsync()
    {
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }
}
