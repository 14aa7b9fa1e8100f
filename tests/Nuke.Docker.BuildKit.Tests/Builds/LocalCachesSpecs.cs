using Nuke.Docker.BuildKit.Builds.Internal;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Tests.Caches.LocalStore;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds;

public sealed class LocalCachesSpecs
{
    private TemporaryDirectory _root = null!;
    private SampleStore _built = null!;
    private SampleStore _other = null!;

    [SetUp]
    public void Create()
    {
        _root = new TemporaryDirectory();
        _built = new SampleStore(Path.Combine(_root.Path, "built"));
        _built.AddImage("latest", "built");
        _other = new SampleStore(Path.Combine(_root.Path, "other"));
        _other.AddImage("latest", "other");
    }

    [TearDown]
    public void Delete() => _root.Dispose();

    [TestCase(null, false)]
    [TestCase(DockerFaultKind.StepFailed, true)]
    public async Task Only_a_build_that_succeeded_deletes_other_caches(DockerFaultKind? fault, bool stays)
    {
        var options = new LocalCacheOptions { Directory = _root.Path, Limit = LocalCacheInfo.Read(_built.Folder).Bytes };
        await using var caches = await LocalCaches.OpenAsync([Build], options, print: null, time: null, CancellationToken.None);

        await caches.SweepAsync([Build], [], fault);

        Assert.That((_built.Has("built"), _other.Has("other")), Is.EqualTo((true, stays)));
    }

    [TestCase(null)]
    [TestCase(DockerFaultKind.CacheExportFailed)]
    public async Task An_entry_that_an_export_left_unfinished_is_deleted_whether_the_build_fails_or_not(DockerFaultKind? fault)
    {
        var time = new WatchedTime();
        time.SetUtcNow(DateTimeOffset.UtcNow);
        await using var caches = await LocalCaches.OpenAsync([Build], options: null, print: null, time, CancellationToken.None);
        var entry = Directory.CreateDirectory(Path.Combine(_built.Folder, "ingest", "entry")).FullName;

        var sweep = caches.SweepAsync([Build], [], fault);
        await time.FirstTimer;
        time.Advance(TimeSpan.FromSeconds(1));
        await sweep;

        Assert.That(Directory.Exists(entry), Is.False);
    }

    [Test]
    public async Task An_entry_that_a_canceled_export_left_unfinished_is_deleted()
    {
        var time = new WatchedTime();
        time.SetUtcNow(DateTimeOffset.UtcNow);
        var caches = await LocalCaches.OpenAsync([Build], options: null, print: null, time, CancellationToken.None);
        var entry = Directory.CreateDirectory(Path.Combine(_built.Folder, "ingest", "entry")).FullName;

        var disposal = caches.DisposeAsync();
        await time.FirstTimer;
        time.Advance(TimeSpan.FromSeconds(1));
        await disposal;

        Assert.That(Directory.Exists(entry), Is.False);
    }

    private BuildxBuildSettings Build => new BuildxBuildSettings().AddCacheTo(new LocalCacheTo(_built.Folder));
}
