using DockerTestSupport.Recordings;
using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Progress;

public sealed class ProgressPrinterSpecs
{
    private readonly List<(ProgressLevel Level, string Text)> _printed = [];

    [SetUp]
    public void Forget() => _printed.Clear();

    [Test]
    public void Auto_shows_a_line_for_each_step_that_ends()
    {
        Print(ProgressStyle.Auto, "code-only");

        Assert.That(_printed.Select(line => line.Text), Is.EqualTo(
        [
            "   CACHED  runtime 2/4  WORKDIR /app",
            "   CACHED  builder 2/4  WORKDIR /build",
            "   CACHED  builder 3/4  COPY requirements.txt .",
            "   CACHED  builder 4/4  RUN --mount=type=cache,target=/root/.cache/pip mkdir -p /wheels && for name in $(cat requirements.t…",
            "   CACHED  runtime 3/4  RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels cp /wheels/*.whl / && echo \"Instal…",
            "   0.01 s  runtime 4/4  COPY app ./app",
        ]));
        Assert.That(_printed.Select(line => line.Level), Is.All.EqualTo(ProgressLevel.Information));
    }

    [Test]
    public void Auto_names_the_step_that_failed_and_leaves_its_output_to_the_exception()
    {
        Print(ProgressStyle.Auto, "failing-run");

        Assert.That(_printed.Where(line => line.Text.Contains("FAILED", StringComparison.Ordinal)).Select(line => line.Text), Is.EqualTo(
        [
            "   FAILED  builder 4/4  RUN echo \"Collecting numpy\" && echo \"ERROR: No matching distribution found for numpy==9.9\" >&2 && e…",
        ]));
        Assert.That(_printed.Select(line => line.Text), Has.None.Contains("builder 4/4 |"));
    }

    [Test]
    public void Plain_shows_output_under_its_step_while_others_run()
    {
        Print(ProgressStyle.Plain, "parallel-stages");

        var texts = _printed.ConvertAll(line => line.Text);
        Assert.That(texts, Does.Contain("           stage-2 2/4 | Downloading 100%"));
        Assert.That(texts, Does.Contain("           stage-2 2/4 | no end of line"));
        Assert.That(
            texts.FindIndex(text => text.EndsWith("one 1", StringComparison.Ordinal)),
            Is.GreaterThan(texts.FindIndex(text => text.StartsWith("        …  one 2/2", StringComparison.Ordinal))));
        Assert.That(texts.Count(text => text.Contains("] load .dockerignore")), Is.EqualTo(2));
    }

    [Test]
    public void Quiet_shows_nothing_of_a_build_that_goes_well()
    {
        Print(ProgressStyle.Quiet, "cold");

        Assert.That(_printed, Is.Empty);
    }

    [TestCase("failing-run", ProgressLevel.Information)]
    [TestCase("check-warnings", ProgressLevel.Warning)]
    [TestCase("cache-import-missing", ProgressLevel.Warning)]
    [TestCase("cache-import-refused", ProgressLevel.Warning)]
    [TestCase("cache-export-refused-ignored", ProgressLevel.Warning)]
    public void Quiet_shows_what_goes_wrong(string recording, ProgressLevel level)
    {
        Print(ProgressStyle.Quiet, recording);

        Assert.That(_printed, Is.Not.Empty);
        Assert.That(_printed.Select(line => line.Level), Is.All.EqualTo(level));
    }

    [Test]
    public void A_step_stopped_for_anothers_failure_is_no_error()
    {
        Print(ProgressStyle.Auto, "failing-sibling");

        Assert.That(
            _printed.Single(line => line.Text.Contains("STOPPED")),
            Is.EqualTo((ProgressLevel.Information, "  STOPPED  one 2/2  RUN echo \"one starts\"; sleep 20; touch /one")));
    }

    [Test]
    public void A_step_that_is_cached_is_shown_once_even_if_its_layers_are_fetched()
    {
        Print(ProgressStyle.Auto, "cache-import-truncated");

        Assert.That(_printed.Count(line => line.Text.Contains("CACHED  runtime 3/5")), Is.EqualTo(1));
        Assert.That(_printed.Single(line => line.Text.Contains("LOST")).Level, Is.EqualTo(ProgressLevel.Warning));
        Assert.That(_printed.Count(line => line.Text.Contains("runtime 4/5")), Is.EqualTo(2), "lost, then run");
    }

    [Test]
    public void Rawjson_passes_each_line_through_and_reads_it_too()
    {
        using var printer = Printer(ProgressStyle.RawJson);
        var lines = Recording.Lines("cache-import-missing");

        foreach (var line in lines)
            printer.Write(line);

        Assert.That(_printed.Select(line => line.Text), Is.EqualTo(lines));
        Assert.That(printer.Graph.HitRate, Is.EqualTo(1));
    }

    [Test]
    public void A_step_that_takes_long_is_reported_every_ten_seconds_with_its_last_line()
    {
        var time = new FakeTimeProvider();
        using var printer = Printer(ProgressStyle.Auto, time);
        printer.Write("""{"vertexes":[{"digest":"a","name":"[builder 2/3] RUN pip wheel","started":"2026-11-21T12:00:00Z"}]}""");
        printer.Write("""{"logs":[{"vertex":"a","stream":1,"data":"Q29sbGVjdGluZyBudW1weQo="}]}""");

        Pass(time, seconds: 25);

        Assert.That(_printed.Select(line => line.Text), Is.EqualTo(
        [
            "  10.0 s…  builder 2/3  RUN pip wheel: Collecting numpy",
            "  20.0 s…  builder 2/3  RUN pip wheel: Collecting numpy",
        ]));
    }

    [Test]
    public void A_base_image_that_takes_long_shows_how_much_is_there()
    {
        var time = new FakeTimeProvider();
        using var printer = Printer(ProgressStyle.Auto, time);
        printer.Write("""{"vertexes":[{"digest":"a","name":"[1/3] FROM docker.io/library/python:3.13","started":"2026-11-21T12:00:00Z"}]}""");
        printer.Write("""
            {"statuses":[{"id":"sha256:1","vertex":"a","current":12000000,"total":30000000,"started":"2026-11-21T12:00:00Z"},
            {"id":"sha256:2","vertex":"a","current":15000000,"total":15000000,"started":"2026-11-21T12:00:00Z","completed":"2026-11-21T12:00:01Z"}]}
            """.ReplaceLineEndings(""));
        Pass(time, seconds: 10);
        printer.Write("""
            {"statuses":[{"id":"sha256:1","vertex":"a","current":30000000,"total":30000000,"completed":"2026-11-21T12:00:00Z"},
            {"id":"extracting sha256:1","name":"extracting","vertex":"a","current":0,"started":"2026-11-21T12:00:00Z"}]}
            """.ReplaceLineEndings(""));

        Pass(time, seconds: 10);

        Assert.That(_printed.Select(line => line.Text), Is.EqualTo(
        [
            "  10.0 s…  1/3  FROM docker.io/library/python:3.13: 27 MB of 45 MB",
            "  20.0 s…  1/3  FROM docker.io/library/python:3.13: extracting, 45 MB downloaded",
        ]));
    }

    [Test]
    public void Nothing_is_reported_after_disposal()
    {
        var time = new WatchedTime();
        var printer = Printer(ProgressStyle.Auto, time);
        printer.Write("""{"vertexes":[{"digest":"a","name":"[1/1] RUN x","started":"2026-11-21T12:00:00Z"}]}""");

        printer.Dispose();
        Pass(time, seconds: 30);

        Assert.That(_printed, Is.Empty);
        Assert.That(time.ActiveTimers, Is.Zero);
    }

    private void Print(ProgressStyle style, string recording)
    {
        using var printer = Printer(style);
        foreach (var line in Recording.Lines(recording))
            printer.Write(line);
    }

    private ProgressPrinter Printer(ProgressStyle style, TimeProvider? time = null) =>
        new(style, (level, text) => _printed.Add((level, text)), time ?? new FakeTimeProvider());

    // The fake clock is at the end of a jump when its timers run, so it takes small steps.
    private static void Pass(FakeTimeProvider time, int seconds)
    {
        for (var second = 0; second < seconds; second++)
            time.Advance(TimeSpan.FromSeconds(1));
    }
}
