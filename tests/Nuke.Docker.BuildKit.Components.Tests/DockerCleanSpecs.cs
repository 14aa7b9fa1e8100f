namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Cleans the files of a project on a machine without an engine.</summary>
public sealed class DockerCleanSpecs
{
    private const string Blob = "blobs/sha256/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private static readonly string[] s_reports =
        ["artifacts/docker/bot/report.json", "artifacts/docker/bot/report.html", "artifacts/docker/bot/context.json", "artifacts/docker/lint.sarif"];

    private SmallBuildRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new SmallBuildRun();
        foreach (var path in (string[])[.. s_reports, "artifacts/docker/notes.txt", "artifacts/docker/mine/report.txt"])
            _run.Write(path, "{}");
        _run.Write("caches/bot/oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
        _run.Write("caches/bot/index.json", """{"schemaVersion":2,"manifests":[]}""");
        _run.Write($"caches/bot/{Blob}", "{}");
        _run.Write("caches/bot/.store/quarantine/20261129T080000Z-abcdef/blob", "{}");
    }

    [TearDown]
    public void TearDown() => _run.Dispose();

    [TestCase]
    [TestCase("--apply", "--dry-run")]
    [TestCase("--docker-clean-caches")]
    [TestCase("--docker-clean-caches", "--yes")]
    public async Task It_only_prints_by_default(params string[] arguments)
    {
        var output = await RunAsync(arguments);

        Assert.That(output, Does.Contain("4 reports").And.Contain("--apply"));
        Assert.That(s_reports.Append($"caches/bot/{Blob}").Where(path => !_run.Exists(path)), Is.Empty);
    }

    [Test]
    public async Task Reports_are_deleted_and_other_files_and_caches_stay()
    {
        var output = await RunAsync("--apply");

        Assert.Multiple(() =>
        {
            Assert.That(s_reports.Where(_run.Exists), Is.Empty);
            Assert.That(_run.Exists("artifacts/docker/notes.txt"));
            Assert.That(_run.Exists("artifacts/docker/mine/report.txt"));
            Assert.That(_run.Exists($"caches/bot/{Blob}"));
            Assert.That(output, Does.Contain("Kept without --docker-clean-caches"));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Damaged_files_of_a_cache_stay_without_confirmation(bool yes)
    {
        var output = await RunAsync(["--apply", "--docker-clean-caches", .. yes ? ["--yes"] : Array.Empty<string>()]);

        Assert.Multiple(() =>
        {
            Assert.That(_run.Exists($"caches/bot/{Blob}"), Is.False);
            Assert.That(_run.Exists("caches/bot/.store/quarantine/20261129T080000Z-abcdef/blob"), Is.EqualTo(!yes));
            Assert.That(output.Contains("Kept without --yes: damaged files", StringComparison.Ordinal), Is.EqualTo(!yes));
        });
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await _run.RunAsync("CleanBuild", ["--docker-cache-directory", "caches", .. arguments]);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
