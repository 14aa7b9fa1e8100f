using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Faults;

/// <summary>Faults of a registry while a cache is exported to it. The image is always right.</summary>
[Category("Faults")]
public sealed class RegistryExportFaultSpecs : RegistryFaultFixture
{
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task An_export_that_is_refused_costs_the_cache_and_not_the_image(int status)
    {
        (Faulty.Fault, Faulty.Status) = (RegistryFault.Refuse, status);

        var report = await ExportAsync(Faulty.Address);

        AssertNotWritten(report, $"{status}");
        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutExport]));
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_to_nobody_costs_the_cache_and_not_the_image()
    {
        var report = await ExportAsync("127.0.0.1:9");

        AssertNotWritten(report, "connection refused");
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    [Slow]
    public async Task An_export_that_is_cut_is_tried_once_more_and_then_left_out()
    {
        (Faulty.Fault, Faulty.On) = (RegistryFault.CutUpload, ["/v2/cache/blobs/uploads/"]);

        var report = await ExportAsync(Faulty.Address);

        AssertNotWritten(report, "");
        Assert.That(report.Attempts[^1].Rung, Is.EqualTo(RecoveryRung.WithoutExport));
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    [Slow]
    public async Task An_export_that_hangs_is_stopped()
    {
        Faulty.Fault = RegistryFault.Hang;

        var report = await ExportAsync(Faulty.Address, new RecoveryLimits { ExportStall = TimeSpan.FromSeconds(5) });

        AssertNotWritten(report, "");
        Assert.That(report.Attempts[0].Fault, Does.Contain("has made no progress for"));
        await Bench.AssertImageIsRightAsync();
    }

    [Test]
    public async Task An_export_that_may_fail_is_a_warning_with_its_cause()
    {
        (Faulty.Fault, Faulty.Status) = (RegistryFault.Refuse, 401);

        var report = await ExportAsync(Faulty.Address, ignoreError: true);

        AssertNotWritten(report, "401");
        Assert.That(report.Attempts, Is.Empty);
        await Bench.AssertImageIsRightAsync();
    }

    private void AssertNotWritten(BuildReport report, string cause)
    {
        Assert.That(report.ExitCode, Is.Zero);
        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(Bench.Printed, Has.Some.Contains("its cache was not written to registry").And.Contains(cause));
    }
}
