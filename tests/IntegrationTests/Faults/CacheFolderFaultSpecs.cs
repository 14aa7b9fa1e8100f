using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Faults;

/// <summary>Faults in the folder of a local cache.</summary>
[Category("Faults")]
public sealed class CacheFolderFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateBuiltAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task A_folder_replaced_by_a_file_costs_the_export_and_the_file_stays()
    {
        Directory.Delete(_bench.Cache, recursive: true);
        await File.WriteAllTextAsync(_bench.Cache, "precious");

        var report = await _bench.BuildAsync();

        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(report.CacheExports.Single().Place, Is.EqualTo(_bench.Cache));
        Assert.That(_bench.Printed, Has.One.Contains("built without writing that cache"));
        Assert.That(_bench.Printed, Has.None.Contains("its cache was not written"), "reported once");
        Assert.That(await File.ReadAllTextAsync(_bench.Cache), Is.EqualTo("precious"));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_folder_replaced_by_a_file_is_told_before_the_build_where_recovery_is_off()
    {
        Directory.Delete(_bench.Cache, recursive: true);
        await File.WriteAllTextAsync(_bench.Cache, "precious");

        var failure = await Assert.ThrowsAsync<DockerBuildException>(() => _bench.BuildAsync(limits: RecoveryLimits.Off));

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.CacheUnwritable));
        Assert.That(failure.Fault.File, Is.EqualTo(_bench.Cache));
        Assert.That(await File.ReadAllTextAsync(_bench.Cache), Is.EqualTo("precious"));
    }

    [Test]
    public async Task An_import_from_a_file_costs_no_more_than_the_import()
    {
        var file = Path.Combine(_bench.Folder, "file");
        await File.WriteAllTextAsync(file, "precious");

        await _bench.BuildAsync(settings => settings with { CacheFrom = [new LocalCacheFrom(file)] });

        await _bench.AssertImageIsRightAsync();
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("precious"));
    }

    [TestCase("index.json")]
    [TestCase("oci-layout")]
    [TestCase("ingest")]
    public async Task A_link_in_place_of_a_file_that_buildx_writes_is_set_aside_and_nothing_is_written_through_it(string name)
    {
        var (inside, outside) = (Path.Combine(_bench.Cache, name), Path.Combine(_bench.Folder, "outside"));
        if (Directory.Exists(inside))
            Directory.Delete(inside);
        else
            File.Delete(inside);
        if (name == "ingest")
            Directory.CreateDirectory(outside);
        else
            await File.WriteAllTextAsync(outside, "precious");
        File.CreateSymbolicLink(inside, outside);

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains($"{name} is a symbolic link"));
        Assert.That(
            name == "ingest" ? Directory.GetFileSystemEntries(outside).Length.ToString() : await File.ReadAllTextAsync(outside),
            Is.EqualTo(name == "ingest" ? "0" : "precious"));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task Blobs_behind_a_link_are_read_and_never_swept()
    {
        var (blobs, elsewhere) = (Path.Combine(_bench.Cache, "blobs"), Path.Combine(_bench.Folder, "elsewhere"));
        Directory.Move(blobs, elsewhere);
        Directory.CreateSymbolicLink(blobs, elsewhere);
        var alien = Path.Combine(elsewhere, "sha256", new string('0', 64));
        await File.WriteAllTextAsync(alien, "precious");

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.One.Contains("blobs, a symbolic link"));
        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        Assert.That(File.Exists(alien));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task Files_of_other_tools_stay_and_are_told_of()
    {
        string[] alien = ["README", "blobs/notes.txt", "blobs/sha256/notes.txt", "blobs/sha256/ABCDEF", "blobs/md5/0123", "other/index.json"];
        foreach (var file in alien)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_bench.Cache, file))!);
            await File.WriteAllTextAsync(Path.Combine(_bench.Cache, file), "precious");
        }

        var report = await _bench.BuildAsync();

        Assert.That(alien.Where(file => !File.Exists(Path.Combine(_bench.Cache, file))), Is.Empty);
        Assert.That(report.Notes, Has.One.Contains("files of others, which were left alone"));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task A_link_to_the_whole_cache_is_a_cache()
    {
        var elsewhere = Path.Combine(_bench.Folder, "elsewhere");
        Directory.Move(_bench.Cache, elsewhere);
        Directory.CreateSymbolicLink(_bench.Cache, elsewhere);

        var report = await _bench.BuildAsync();

        Assert.That(report.HitRate, Is.GreaterThan(0.5));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }

    [Test]
    public async Task Our_own_folder_replaced_by_a_link_leaves_the_cache_unattended_and_says_so()
    {
        var (own, outside) = (Path.Combine(_bench.Cache, ".store"), Path.Combine(_bench.Folder, "outside"));
        Directory.Delete(own, recursive: true);
        Directory.CreateDirectory(outside);
        Directory.CreateSymbolicLink(own, outside);

        var report = await _bench.BuildAsync();

        Assert.That(report.Notes, Has.Some.Contains("couldn't be looked after").And.Contains("symbolic link"));
        Assert.That(Directory.GetFileSystemEntries(outside), Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_lock_file_that_was_left_behind_keeps_nobody_waiting()
    {
        await File.WriteAllTextAsync(Path.Combine(_bench.Cache, ".store", "lock"), "4711");
        await File.WriteAllTextAsync(Path.Combine(_bench.Cache, "index.json.lock"), "");

        await _bench.BuildAsync();

        Assert.That(_bench.Printed, Has.None.StartsWith("Waiting"));
        await _bench.AssertImageIsRightAsync();
        await _bench.AssertCacheIsWholeAsync();
    }
}
