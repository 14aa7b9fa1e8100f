using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Tests.Reports;

public sealed class BuildReportFactorySpecs
{
    [Test]
    public void A_code_only_change_ran_one_step_of_six()
    {
        var report = ReportOf.Recorded("code-only", metadata: Recording.Metadata("code-only"));

        Assert.That(report.UserSteps.Where(step => step.Result == StepResult.Ran).Select(step => step.Instruction), Is.EqualTo(["COPY app ./app"]));
        Assert.That(report.HitRate, Is.EqualTo(0.8333));
        Assert.That(report.ContextBytes, Is.EqualTo(179));
        Assert.That(report.Result.Digest, Is.EqualTo("sha256:b06bf077a16a67df2fa5f3774a88e0621dc41c56afdc7e9211e367c18f208664"));
        Assert.That(report.CacheManifestDigest, Is.EqualTo("sha256:c5f313559170458588d1a553161ef4cdf658bae59e5d2458056aa6d8e2ba7573"));
        Assert.That(report.Builder, Is.EqualTo("default"));
    }

    [Test]
    public void A_base_image_is_listed_but_is_no_step_of_the_user()
    {
        var report = ReportOf.Recorded("cold");

        Assert.That(report.Steps.Count(step => step.BaseImage), Is.EqualTo(1));
        Assert.That(report.UserSteps.Select(step => step.Instruction), Has.None.StartsWith("FROM"));
    }

    [Test]
    public void A_cache_that_was_read_and_written_says_where_and_how_long()
    {
        var report = ReportOf.Recorded("code-only");

        Assert.That(
            report.CacheImports.Single(),
            Has.Property(nameof(CacheTransfer.Place)).EqualTo("local folder").And.Property(nameof(CacheTransfer.Succeeded)).True);
        Assert.That(
            report.CacheExports.Single(),
            Has.Property(nameof(CacheTransfer.Place)).EqualTo("local folder").And.Property(nameof(CacheTransfer.Seconds)).Positive);
    }

    [Test]
    public void A_failed_export_that_was_to_be_ignored_is_in_the_report()
    {
        var export = ReportOf.Recorded("cache-export-refused-ignored").CacheExports.Single();

        Assert.That(export.Succeeded, Is.False);
        Assert.That(export.Error, Does.StartWith("error writing layer blob"));
    }

    [Test]
    public void A_registry_cache_that_refuses_is_in_the_report()
    {
        var import = ReportOf.Recorded("cache-import-refused").CacheImports.Single();

        Assert.That((import.Place, import.Succeeded), Is.EqualTo(("127.0.0.1:9/acme/bot:cache", false)));
        Assert.That(import.Error, Does.Contain("connection refused"));
    }

    [Test]
    public void A_cache_folder_that_is_not_there_is_a_note()
    {
        var report = ReportOf.Recorded("cache-import-missing");

        Assert.That(report.Notes.Single(), Does.StartWith("WARNING: local cache import at /cache/absent not found"));
    }

    [TestCase("canceled", 130)]
    [TestCase("engine-lost", 1)]
    public void A_step_that_was_cut_off_is_neither_a_hit_nor_a_failure(string recording, int exitCode)
    {
        var report = ReportOf.Recorded(recording, exitCode);

        Assert.That(report.UserSteps.Last().Result, Is.EqualTo(StepResult.Stopped));
        Assert.That(report.Count(StepResult.Failed), Is.Zero);
        Assert.That(report.Fault, Is.Not.Null);
    }

    [Test]
    public void Lines_that_could_not_be_read_are_told()
    {
        var graph = Recording.Graph("warm");
        graph.Add(BuildKit.Progress.ProgressReader.Read("""{"vertexes":[{"dig"""));

        var report = BuildReportFactory.Create(graph, new BuildFacts { Image = "bot" });

        Assert.That(report.Notes.Single(), Does.StartWith("1 lines"));
    }
}
