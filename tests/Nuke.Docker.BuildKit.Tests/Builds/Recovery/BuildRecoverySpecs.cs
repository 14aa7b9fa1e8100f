using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Tests.Caches.LocalStore;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Builds that recover from a fault. The fake executable replaces buildx.</summary>
public sealed partial class BuildRecoverySpecs
{
    private const string RunningImport =
        """{"vertexes":[{"digest":"sha256:1","name":"importing cache manifest from cache.test/bot:main","started":"2026-11-21T10:00:00Z"}]}""";
    private const string RunningExport =
        """{"vertexes":[{"digest":"sha256:1","name":"exporting cache to registry","started":"2026-11-21T10:00:00Z"}]}""";

    private const string Lost = "ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF";

    private readonly List<(ProgressLevel Level, string Text)> _printed = [];
    private FakeDockerTool _docker = null!;

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _docker = new FakeDockerTool();
        Directory.CreateDirectory(Path.Combine(_docker.Folder, "context"));
        File.WriteAllText(Path.Combine(_docker.Folder, "context", "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void Delete() => _docker.Dispose();

    [Test]
    public async Task A_damaged_import_is_left_out_and_told()
    {
        _docker.OnCall(1, 1, Replay("cache-import-flipped")).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync(configure: _ => _.AddCacheFrom("type=registry,ref=cache.test/bot:main"));

        Assert.Multiple(() =>
        {
            Assert.That(_docker.Calls[0].Arguments, Does.Contain("--cache-from"));
            Assert.That(_docker.Calls[1].Arguments, Does.Not.Contain("--cache-from"));
            Assert.That(report.ExitCode, Is.Zero);
            Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutImport]));
            Assert.That(report.Attempts[0].Fault, Does.Contain("A layer of an imported cache is missing"));
            Assert.That(report.Attempts[1].Fault, Is.Null);
            Assert.That(report.Attempts[0].Fault ?? "", Does.Contain("A layer of an imported cache is missing"));
            Assert.That(Warnings, Has.Some.Contains("without reading that cache"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_several_imports_those_that_are_known_to_be_damaged_are_left_out_and_all_where_none_is(bool isKnown)
    {
        using var sample = new SampleStore();
        sample.AddImage("latest", "layer");
        await SweepAsync(sample);
        if (isKnown)
            Rot(sample, "layer");
        _docker.OnCall(1, 1, Replay("cache-import-flipped")).OnCall(2, 0, Replay("warm"));

        await BuildAsync(configure: _ => _.AddCacheFrom(new LocalCacheFrom(sample.Folder)).AddCacheFrom("type=registry,ref=cache.test/bot:main"));

        Assert.That(string.Join(' ', _docker.Calls[0].Arguments), Does.Contain("type=local").And.Contain("bot:main"), "a quick look trusts what is old");
        Assert.That(
            string.Join(' ', _docker.Calls[1].Arguments),
            isKnown ? Does.Not.Contain("type=local").And.Contain("bot:main") : Does.Not.Contain("--cache-from"));
    }

    [Test]
    public async Task A_full_verification_finds_what_a_quick_look_trusts()
    {
        using var sample = new SampleStore();
        sample.AddImage("latest", "layer");
        await SweepAsync(sample);
        Rot(sample, "layer");
        _docker.Does(Replay("warm"));

        var report = await BuildAsync(configure: _ => _.AddCacheFrom(new LocalCacheFrom(sample.Folder)), localCache: new LocalCacheOptions { Verify = true });

        Assert.That(_docker.Calls.Single().Arguments, Does.Not.Contain("--cache-from"));
        Assert.That(report.Notes, Has.One.Contains("another content than its name says"));
    }

    [Test]
    public async Task A_failed_export_never_fails_a_good_image_and_is_never_silent()
    {
        _docker.OnCall(1, 1, Replay("cache-export-refused")).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync(configure: _ => _.AddCacheTo("type=registry,ref=cache.test/bot:main"));

        Assert.Multiple(() =>
        {
            Assert.That(_docker.Calls[^1].Arguments, Does.Not.Contain("--cache-to"));
            Assert.That(report.Attempts[^1].Rung, Is.EqualTo(RecoveryRung.WithoutExport));
            Assert.That(report.CacheNotWritten, Is.True);
            Assert.That(Warnings, Has.Some.Contains("its cache was not written to registry"));
            Assert.That(string.Join('\n', TerminalSummary.Of(report)), Does.Contain("not written to registry").And.Contain("without the cache export"));
            Assert.That(MarkdownSummary.Of(report), Does.Contain("Cache not written").And.Contain("without the cache export"));
        });
    }

    [Test]
    public async Task An_export_that_BuildKit_refuses_before_it_begins_is_told_too()
    {
        _docker.OnCall(1, 1, new Step(StepKind.Err, "ERROR: failed to build: failed to solve: unknown cache exporter: \"s3\"")).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync(configure: _ => _.AddCacheTo("type=s3,bucket=b,region=r"));

        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(Warnings, Has.Some.Contains("its cache was not written to --cache-to: The BuildKit of this engine has no cache backend s3."));
    }

    [Test]
    public async Task Of_several_exports_only_the_one_that_fails_is_left_out()
    {
        _docker.OnCall(1, 1, Replay("cache-export-refused")).OnCall(2, 0, Replay("warm"));

        await BuildAsync(configure: _ => _.AddCacheTo("type=registry,ref=cache.test/bot:main").AddCacheTo("type=inline"));

        Assert.That(string.Join(' ', _docker.Calls[1].Arguments), Does.Contain("type=inline").And.Not.Contain("type=registry"));
    }

    [Test]
    public void With_recovery_off_a_failed_export_fails_the_build()
    {
        _docker.On([], 1, Replay("cache-export-refused"));

        Assert.That(
            () => BuildAsync(RecoveryLimits.Off, configure: _ => _.AddCacheTo("type=registry,ref=cache.test/bot:main")),
            ThrowsFault.Of(DockerFaultKind.CacheExportFailed));
        Assert.That(_docker.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_export_whose_error_is_ignored_is_a_warning()
    {
        _docker.Does(Replay("cache-export-refused"));

        var report = await BuildAsync(configure: _ => _.AddCacheTo("type=registry,ref=cache.test/bot:main,ignore-error=true"));

        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(Warnings, Has.Some.Contains("its cache was not written"));
    }

    [Test]
    public void What_stays_broken_says_what_was_tried()
    {
        _docker.On([], 1, Replay("local-store-broken"));

        Assert.That(() => BuildAsync(), ThrowsFault.Of(DockerFaultKind.EngineStoreCorrupt).With.Message.Contains("Tried: same command again"));
        Assert.That(_docker.Calls[^1].Arguments, Does.Contain("--no-cache"));
        Assert.That(Warnings, Has.Some.Contains("empties the build's cache mounts"));
    }

    [Test]
    public void Safe_recovery_stops_before_the_cache_mounts_go()
    {
        _docker.On([], 1, Replay("local-store-broken"));

        Assert.That(() => BuildAsync(new RecoveryLimits { Mode = RecoveryMode.Safe }), ThrowsFault.Of(DockerFaultKind.EngineStoreCorrupt));
        Assert.That(_docker.Calls.SelectMany(call => call.Arguments), Does.Not.Contain("--no-cache").And.Not.Contain("--no-cache-filter"));
    }

    [Test]
    public async Task A_cache_folder_that_cannot_be_written_costs_the_cache_and_not_the_build()
    {
        _docker.Does(Replay("warm"));
        var file = Path.Combine(_docker.Folder, "a-file");
        File.WriteAllText(file, "");

        var report = await BuildAsync(configure: _ => _.AddCacheTo($"type=local,dest={file}/cache"));

        Assert.That(_docker.Calls.Single().Arguments, Does.Not.Contain("--cache-to"));
        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(report.CacheExports[0].Error, Does.Contain("a-file"));
        Assert.That(string.Join('\n', TerminalSummary.Of(report)), Does.Contain($"not written to {file}/cache"));
        Assert.That(Warnings, Has.Exactly(1).Contains("a-file"), "reported once");
        Assert.That(
            () => BuildAsync(RecoveryLimits.Off, configure: _ => _.AddCacheTo($"type=local,dest={file}/cache")),
            ThrowsFault.Of(DockerFaultKind.CacheUnwritable));
    }

    private IEnumerable<string> Warnings => _printed.Where(line => line.Level == ProgressLevel.Warning).Select(line => line.Text);

    private static async Task SweepAsync(SampleStore sample)
    {
        using var store = await LocalCacheStore.OpenAsync(sample.Folder);
        await store.SweepAsync();
    }

    // Different content of the same size and age.
    private static void Rot(SampleStore sample, string layer)
    {
        var file = sample.PathOf(SampleStore.DigestOf(layer));
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, new string('x', layer.Length));
        File.SetLastWriteTimeUtc(file, written);
    }

    private Task<BuildReport> BuildAsync(
        RecoveryLimits? limits = null,
        Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null,
        EngineProbe? engine = null,
        Func<DockerFault, CancellationToken, Task<bool>>? returned = null,
        LocalCacheOptions? localCache = null,
        CancellationToken cancellationToken = default)
    {
        var settings = _docker.StandIn(new BuildxBuildSettings().SetContext(Path.Combine(_docker.Folder, "context")).AddTag("bot:1"));
        var options = new BuildxBuildOptions
        {
            Print = (level, text) => _printed.Add((level, text)),
            Recovery = limits ?? new RecoveryLimits { Backoff = TimeSpan.Zero },
            Engine = engine,
            EngineReturned = returned,
            LocalCache = localCache,
        };
        return BuildxTasks.BuildxBuildAsync(configure?.Invoke(settings) ?? settings, options, cancellationToken);
    }

    private static Step Replay(string recording) => new(StepKind.Replay, Path: Path.Combine(Recording.Folder, "rawjson", $"{recording}.txt"));
}
