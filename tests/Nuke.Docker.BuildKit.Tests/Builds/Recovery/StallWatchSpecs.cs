using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Events of BuildKit that count as progress, and what a build without progress is accused of.</summary>
public sealed class StallWatchSpecs
{
    private const string Import = """{"vertexes":[{"digest":"sha256:1","name":"importing cache manifest from a","started":"2026-11-21T10:00:00Z"}]}""";
    private const string Pull =
        """
        {"vertexes":[{"digest":"sha256:1","name":"NAME","started":"2026-11-21T10:00:00Z"}],
         "statuses":[{"id":"sha256:2","vertex":"sha256:1","name":"extracting","started":"2026-11-21T10:00:00Z","timestamp":"2026-11-21T10:00:00Z"}]}
        """;

    private readonly FakeTimeProvider _time = new();
    private ProgressPrinter _printer = null!;
    private StallWatch _watch = null!;

    [SetUp]
    public void Create()
    {
        _printer = new ProgressPrinter(ProgressStyle.Quiet, (_, _) => { }, _time);
        var limits = new RecoveryLimits { ImportStall = TimeSpan.FromSeconds(2), ExportStall = null };
        _watch = new StallWatch(_printer, limits, new RecoverySituation { Imports = true }, _time, CancellationToken.None);
    }

    [TearDown]
    public void Delete()
    {
        _watch.Dispose();
        _printer.Dispose();
    }

    [TestCase("""{"statuses":[{"id":"sha256:2"}]}""", false, Description = "BuildKit repeats the state of a download that stalls")]
    [TestCase("""{"statuses":[{"id":"sha256:2"}],"logs":[{"vertex":"sha256:3","data":"YQ=="}]}""", true)]
    [TestCase("""{"logs":[{"vertex":"sha256:3","data":"YQ=="}]}""", true)]
    [TestCase("""{"vertexes":[{"digest":"sha256:3"}]}""", true)]
    public void Only_a_line_with_news_is_progress(string line, bool isProgress)
    {
        _printer.Write(Import);
        _time.Advance(TimeSpan.FromSeconds(1.5));

        _watch.Record(line);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(_watch.Fault is null, Is.EqualTo(isProgress));
        Assert.That(_watch.Token.IsCancellationRequested, Is.Not.EqualTo(isProgress));

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(_watch.Fault?.Kind, Is.EqualTo(DockerFaultKind.CacheImportStalled));
    }

    [TestCase("[1/2] FROM docker.io/library/python:3.12", null)]
    [TestCase("[2/2] RUN pip install flask", DockerFaultKind.CacheImportStalled)]
    public void A_base_image_that_does_not_arrive_is_not_a_stalled_import(string vertex, DockerFaultKind? expected)
    {
        _printer.Write(Pull.ReplaceLineEndings("").Replace("NAME", vertex, StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(_watch.Fault?.Kind, Is.EqualTo(expected));
    }
}
