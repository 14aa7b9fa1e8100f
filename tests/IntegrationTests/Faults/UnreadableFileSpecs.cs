using System.Runtime.Versioning;
using IntegrationTests.Engines;

namespace IntegrationTests.Faults;

/// <summary>
/// Files of a local cache that the user of the build may not read, because another user made them. Root can read them unless it gives up that right.
/// </summary>
[Category("Faults")]
[Platform("Linux")]
[SupportedOSPlatform("linux")]
public sealed class UnreadableFileSpecs
{
    private static readonly string[] s_asUser = Environment.IsPrivilegedProcess
        ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
        : [];

    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase(CacheBlob.Layer)]
    [TestCase(CacheBlob.Manifest)]
    [TestCase(CacheBlob.Configuration)]
    public async Task An_unreadable_blob_is_set_aside_like_a_damaged_one(CacheBlob kind)
    {
        var notes = await BuildWithoutAsync(_bench.FindBlob(kind));

        Assert.That(
            notes,
            Has.One.Contains("cannot be read: Access to the path")
                .And.Contains("The damaged files are in .store/quarantine")
                .And.EndsWith("Not imported: latest."));
    }

    [Test]
    public async Task An_unreadable_index_is_replaced_by_the_last_whole_one()
    {
        var notes = await BuildWithoutAsync(Path.Combine(_bench.Cache, "index.json"));

        Assert.That(notes, Has.One.Contains("index.json cannot be read: Access to the path").And.EndsWith("The index of the last build was restored."));
        Assert.That(_bench.ReportOfProcess().HitRate, Is.GreaterThan(0.5));
    }

    private async Task<IReadOnlyList<string>> BuildWithoutAsync(string file)
    {
        File.SetUnixFileMode(file, UnixFileMode.None);

        var run = await _bench.Start(s_asUser).EndAsync();

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
        return _bench.ReportOfProcess().Notes;
    }
}
