using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Faults;

/// <summary>Faults of a registry while a cache is imported from it. The image is always right.</summary>
[Category("Faults")]
public sealed class RegistryImportFaultSpecs : RegistryFaultFixture
{
    [Test]
    public async Task A_registry_that_does_not_misbehave_gives_its_cache()
    {
        await FillAsync();

        var report = await ImportAsync(Faulty.Address);

        Assert.That(report.CacheImports.Single().Succeeded, Is.True, report.CacheImports.Single().Error);
        Assert.That(report.Count(StepResult.Cached), Is.Positive);
        Assert.That(report.Attempts, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task An_import_that_is_refused_is_noted_and_nothing_more(int status)
    {
        (Faulty.Fault, Faulty.Status) = (RegistryFault.Refuse, status);

        var report = await ImportAsync(Faulty.Address);

        Assert.That(report.CacheImports.Single().Succeeded, Is.False);
        Assert.That(report.CacheImports.Single().Error, Does.Contain($"{status}").Or.Contain("not found"));
        Assert.That(report.Attempts, Is.Empty, "another attempt would fail in the same way");
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_import_from_nobody_is_noted_and_nothing_more()
    {
        var report = await ImportAsync("127.0.0.1:9");

        Assert.That(report.CacheImports.Single().Error, Does.Contain("connection refused"));
        Assert.That(report.Attempts, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_registry_that_hangs_is_left_out_before_it_can_hold_up_the_engine()
    {
        Faulty.Fault = RegistryFault.Hang;

        var report = await ImportAsync(Faulty.Address, new RecoveryLimits { RegistryTimeout = TimeSpan.FromSeconds(2) });

        Assert.That(Faulty.Hits, Is.Positive);
        Assert.That(report.Notes, Has.Some.Contains("did not respond within"));
        Assert.That(report.CacheImports, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    [TestCase(RegistryFault.CutAnswer, "unexpected EOF")]
    [TestCase(RegistryFault.Garble, "invalid character")]
    [TestCase(RegistryFault.Refuse, "not found")]
    public async Task A_cache_whose_description_the_registry_does_not_give_is_noted_and_nothing_more(RegistryFault fault, string told)
    {
        await FillAsync();
        (Faulty.Fault, Faulty.On, Faulty.Status) = (fault, [(await BlobsAsync()).Description], 404);

        var report = await ImportAsync(Faulty.Address);

        Assert.That(Faulty.Hits, Is.Positive);
        Assert.That(report.CacheImports.Single().Error, Does.Contain(told));
        Assert.That(report.Attempts, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    [TestCase(RegistryFault.CutAnswer, "short read: expected")]
    [TestCase(RegistryFault.Garble, "unexpected commit digest")]
    [TestCase(RegistryFault.Refuse, "could not fetch content descriptor")]
    public async Task A_layer_that_the_registry_does_not_give_costs_the_import(RegistryFault fault, string told)
    {
        await FillAsync();
        (Faulty.Fault, Faulty.On, Faulty.Status) = (fault, (await BlobsAsync()).Layers, 404);

        var report = await ImportAsync(Faulty.Address);

        Assert.That(Faulty.Hits, Is.Positive);
        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutImport]));
        Assert.That(report.Attempts[^1].Reason, Does.StartWith("A layer of an imported cache is missing or damaged."));
        Assert.That(Bench.Printed, Has.Some.StartsWith("BuildKit says: ").And.Contains(told));
        await Bench.AssertImageIsRightAsync();
    }

    [TestCase(RegistryFault.Hang)]
    [TestCase(RegistryFault.HangInLayer)]
    public async Task A_blob_that_does_not_come_is_done_without(RegistryFault fault)
    {
        if (fault == RegistryFault.Hang)
            FullRun.Require("A layer that stops arriving shows the same.");
        await FillAsync();
        (Faulty.Fault, Faulty.On) = (fault, ["GET /v2/cache/blobs/"]);

        var report = await ImportAsync(Faulty.Address, new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(5) }, RestartAsync);

        Assert.That(Faulty.Hits, Is.Positive);
        Assert.That(
            report.Attempts.Take(2).Select(attempt => attempt.Rung),
            Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutImport]),
            string.Join('\n', Bench.Printed));
        Assert.That(report.Attempts[0].Fault, Does.Contain("made no progress for"));
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_step_that_takes_its_time_is_no_import_that_hangs()
    {
        await FillAsync();
        await File.AppendAllTextAsync(Path.Combine(Bench.Context, "Dockerfile"), "RUN sleep 4\n");

        var report = await ImportAsync(Faulty.Address, new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(1) });

        Assert.That(report.Attempts, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task A_manifest_that_is_no_manifest_is_noted_and_nothing_more()
    {
        await FillAsync();
        (Faulty.Fault, Faulty.On) = (RegistryFault.Garble, ["GET /v2/cache/manifests/"]);

        var report = await ImportAsync(Faulty.Address);

        Assert.That(Faulty.Hits, Is.Positive);
        Assert.That(report.CacheImports.Single().Succeeded, Is.False);
        await Bench.AssertImageIsRightAsync();
    }
}
