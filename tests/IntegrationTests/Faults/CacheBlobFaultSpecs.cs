using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Faults;

/// <summary>Faults in a blob of a local cache.</summary>
[Category("Faults")]
public sealed class CacheBlobFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase(CacheBlob.Layer, "truncated", "bytes instead of")]
    [TestCase(CacheBlob.Layer, "empty", "has 0 bytes instead of")]
    [TestCase(CacheBlob.Layer, "deleted", "is missing")]
    [TestCase(CacheBlob.Layer, "flipped", "does not match its digest")]
    [TestCase(CacheBlob.Layer, "folder", "is a folder")]
    [TestCase(CacheBlob.Layer, "link", "is a symbolic link")]
    [TestCase(CacheBlob.Manifest, "truncated", "bytes instead of")]
    [TestCase(CacheBlob.Manifest, "deleted", "is missing")]
    [TestCase(CacheBlob.Manifest, "flipped", "does not match its digest")]
    [TestCase(CacheBlob.Configuration, "flipped", "does not match its digest")]
    [TestCase(CacheBlob.Configuration, "deleted", "is missing")]
    public async Task A_damaged_blob_is_set_aside_and_the_build_goes_on_without_it(CacheBlob kind, string damage, string told)
    {
        var blob = _bench.FindBlob(kind);
        var outside = Path.Combine(_bench.Folder, "outside");
        Damage(blob, damage, outside);

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains(told).And.Contains("Not imported: latest"));
        Assert.That(report.HitRate, Is.Zero);
        if (damage == "link")
            Assert.That(File.Exists(outside), "the target of a link is never changed");
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    [Slow]
    public async Task A_bit_that_rotted_on_the_disk_gives_the_right_image_or_the_true_cause_and_is_gone_after_it()
    {
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(_bench.Cache, "blobs", "sha256")).Where(file => new FileInfo(file).Length > 100_000))
        {
            var written = File.GetLastWriteTimeUtc(blob);
            Damage(blob, "flipped", "");
            File.SetLastWriteTimeUtc(blob, written);
        }

        try
        {
            await _bench.BuildAsync();
        }
        catch (DockerBuildException failure) when (failure.Kind == DockerFaultKind.CacheImportCorrupt)
        {
            Assert.That(failure.Fault.Detail, Does.Contain("digest"));
            await _bench.BuildAsync();
        }

        await _bench.AssertImageIsRightAsync();
        await _bench.BuildAsync();
        await _bench.ForgetAsync();
        _bench.ChangeCode();
        var next = await _bench.BuildAsync();
        Assert.That(next.HitRate, Is.GreaterThan(0.5));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    private static void Damage(string blob, string damage, string outside)
    {
        var content = File.ReadAllBytes(blob);
        File.Delete(blob);
        switch (damage)
        {
            case "truncated":
                File.WriteAllBytes(blob, content[..(content.Length / 2)]);
                break;
            case "empty":
                File.WriteAllBytes(blob, []);
                break;
            case "flipped":
                content[content.Length / 2] ^= 4;
                File.WriteAllBytes(blob, content);
                break;
            case "folder":
                Directory.CreateDirectory(blob);
                break;
            case "link":
                File.WriteAllBytes(outside, content);
                File.CreateSymbolicLink(blob, outside);
                break;
        }
    }
}
