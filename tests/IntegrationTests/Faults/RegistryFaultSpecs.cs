using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Recovery;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Settings;
using SealedInputs;

namespace IntegrationTests.Faults;

/// <summary>Everything that a registry can do to a cache that is read from it or written to it. The image is right, always.</summary>
[Category("Faults")]
[Platform("Linux")]
public sealed class RegistryFaultSpecs
{
    private readonly PrivateEngine _engine = new();
    private LoopbackRegistry _registry = null!;
    private FaultyRegistry _faulty = null!;
    private FaultBench _bench = null!;

    [OneTimeSetUp]
    public async Task StartRegistry() => _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _engine.DisposeAsync();
        if (_registry is not null)
            await _registry.DisposeAsync();
    }

    [SetUp]
    public async Task Create()
    {
        _bench = await FaultBench.CreateAsync(_engine);
        _faulty = new FaultyRegistry(_registry.Address);
    }

    [TearDown]
    public async Task Delete()
    {
        await _faulty.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Test]
    public async Task A_registry_that_does_not_misbehave_gives_its_cache()
    {
        await ExportAsync();

        var report = await BuildAsync(From(_faulty.Address));

        Assert.That(report.CacheImports.Single().Succeeded, Is.True, report.CacheImports.Single().Error);
        Assert.That(report.Count(StepResult.Cached), Is.Positive);
        Assert.That(report.Attempts, Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task An_import_that_is_refused_is_noted_and_nothing_more(int status)
    {
        (_faulty.Fault, _faulty.Status) = (RegistryFault.Refuse, status);

        var report = await BuildAsync(From(_faulty.Address));

        Assert.That(report.CacheImports.Single().Succeeded, Is.False);
        Assert.That(report.CacheImports.Single().Error, Does.Contain($"{status}").Or.Contain("not found"));
        Assert.That(report.Attempts, Is.Empty, "another attempt would end the same way");
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_import_from_nobody_is_noted_and_nothing_more()
    {
        var report = await BuildAsync(From("127.0.0.1:9"));

        Assert.That(report.CacheImports.Single().Error, Does.Contain("connection refused"));
        Assert.That(report.Attempts, Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_registry_that_hangs_is_left_out_before_it_can_hold_up_the_engine()
    {
        _faulty.Fault = RegistryFault.Hang;

        var report = await BuildAsync(From(_faulty.Address), new RecoveryLimits { RegistryAnswer = TimeSpan.FromSeconds(2) });

        Assert.That(_faulty.Hits, Is.Positive);
        Assert.That(report.Notes, Has.Some.Contains("didn't answer within"));
        Assert.That(report.CacheImports, Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    [TestCase(RegistryFault.CutAnswer)]
    [TestCase(RegistryFault.Garble)]
    [TestCase(RegistryFault.Refuse)]
    public async Task A_layer_that_the_registry_does_not_give_is_built(RegistryFault fault)
    {
        await ExportAsync();
        (_faulty.Fault, _faulty.On, _faulty.Status) = (fault, "GET /v2/cache/blobs/", 404);

        var report = await BuildAsync(From(_faulty.Address));

        Assert.That(_faulty.Hits, Is.Positive);
        Assert.That(report.ExitCode, Is.Zero);
        await _bench.AssertImageIsRightAsync();
    }

    [TestCase(RegistryFault.Hang)]
    [TestCase(RegistryFault.HangInLayer)]
    public async Task A_blob_that_does_not_come_is_done_without(RegistryFault fault)
    {
        await ExportAsync();
        (_faulty.Fault, _faulty.On) = (fault, "GET /v2/cache/blobs/");

        // The engine may go on waiting for the registry when nobody waits for the engine any more: then it is started again.
        var report = await FaultBuild.RunAsync(_bench, From(_faulty.Address), new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(5) }, async (_, token) =>
        {
            await _engine.Engine.StopAsync(cancellationToken: token);
            await _engine.Engine.StartAsync(token);
            return true;
        });

        Assert.That(_faulty.Hits, Is.Positive);
        Assert.That(report.Attempts.Take(2).Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutImport]), string.Join('\n', _bench.Printed));
        Assert.That(report.Attempts[0].Fault, Does.Contain("told nothing for"));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_step_that_takes_its_time_is_no_import_that_hangs()
    {
        await ExportAsync();
        await File.AppendAllTextAsync(Path.Combine(_bench.Context, "Dockerfile"), "RUN sleep 4\n");

        var report = await BuildAsync(From(_faulty.Address), new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(1) });

        Assert.That(report.Attempts, Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_manifest_that_is_no_manifest_is_noted_and_nothing_more()
    {
        await ExportAsync();
        (_faulty.Fault, _faulty.On) = (RegistryFault.Garble, "GET /v2/cache/manifests/");

        var report = await BuildAsync(From(_faulty.Address));

        Assert.That(_faulty.Hits, Is.Positive);
        Assert.That(report.CacheImports.Single().Succeeded, Is.False);
        await _bench.AssertImageIsRightAsync();
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task An_export_that_is_refused_costs_the_cache_and_not_the_image(int status)
    {
        (_faulty.Fault, _faulty.Status) = (RegistryFault.Refuse, status);

        var report = await BuildAsync(To(_faulty.Address));

        AssertNotWritten(report, $"{status}");
        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutExport]));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_to_nobody_costs_the_cache_and_not_the_image()
    {
        var report = await BuildAsync(To("127.0.0.1:9"));

        AssertNotWritten(report, "connection refused");
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_that_is_cut_is_tried_once_more_and_then_left_out()
    {
        (_faulty.Fault, _faulty.On) = (RegistryFault.CutUpload, "/v2/cache/blobs/uploads/");

        var report = await BuildAsync(To(_faulty.Address));

        AssertNotWritten(report, "");
        Assert.That(report.Attempts[^1].Rung, Is.EqualTo(RecoveryRung.WithoutExport));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_that_hangs_is_stopped()
    {
        _faulty.Fault = RegistryFault.Hang;

        var report = await BuildAsync(To(_faulty.Address), new RecoveryLimits { ExportStall = TimeSpan.FromSeconds(5) });

        AssertNotWritten(report, "");
        Assert.That(report.Attempts[0].Fault, Does.Contain("has told nothing for"));
        await _bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_that_may_fail_is_a_warning_with_its_cause()
    {
        (_faulty.Fault, _faulty.Status) = (RegistryFault.Refuse, 401);

        var report = await BuildAsync(_ => _ with { CacheFrom = [], CacheTo = [new RegistryCacheTo($"{_faulty.Address}/cache:{Tag}") { Mode = CacheMode.Max, IgnoreError = true }] });

        AssertNotWritten(report, "401");
        Assert.That(report.Attempts, Is.Empty);
        await _bench.AssertImageIsRightAsync();
    }

    private string Tag => _bench.Image.Split(':')[1];

    private Func<BuildxBuildSettings, BuildxBuildSettings> From(string address) => _ => _ with { CacheFrom = [new RegistryCacheFrom($"{address}/cache:{Tag}")], CacheTo = [] };

    private Func<BuildxBuildSettings, BuildxBuildSettings> To(string address) => _ => _ with { CacheFrom = [], CacheTo = [new RegistryCacheTo($"{address}/cache:{Tag}") { Mode = CacheMode.Max }] };

    // Puts a cache into the registry that the next build needs: the engine has forgotten it, and a step above it changes.
    private async Task ExportAsync()
    {
        await BuildAsync(To(_registry.Address));
        await _bench.ForgetAsync();
        _bench.ChangeCode();
    }

    private void AssertNotWritten(BuildReport report, string cause)
    {
        Assert.That(report.ExitCode, Is.Zero);
        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(_bench.Printed, Has.Some.Contains("its cache was not written to registry").And.Contains(cause));
    }

    private Task<BuildReport> BuildAsync(Func<BuildxBuildSettings, BuildxBuildSettings> configure, RecoveryLimits? limits = null) => FaultBuild.RunAsync(_bench, configure, limits);
}
