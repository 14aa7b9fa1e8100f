using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Builds.Recovery.Internal;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Builds.Recovery;

/// <summary>Finds builds that make no progress: events of BuildKit, a fake clock, and the fault that follows.</summary>
public sealed class StalledBuildSpecs
{
    private const string Started = "\"started\":\"2026-11-21T10:00:00Z\"";
    private const string Completed = "\"completed\":\"2026-11-21T10:00:01Z\"";

    private static readonly RecoveryLimits s_limits = new() { ImportStall = TimeSpan.FromSeconds(20), ExportStall = TimeSpan.FromSeconds(60) };
    private static readonly RecoverySituation s_both = new() { Imports = true, Exports = true };

    private readonly List<IDisposable> _open = [];
    private WatchedTime _time = null!;
    private ProgressPrinter _printer = null!;

    [SetUp]
    public void Create()
    {
        _time = new WatchedTime();
        _printer = new ProgressPrinter(ProgressStyle.Quiet, (_, _) => { }, _time);
    }

    [TearDown]
    public void Dispose()
    {
        _open.ForEach(one => one.Dispose());
        _open.Clear();
        _printer.Dispose();
    }

    [TestCase("importing cache manifest from cache.test/bot:main", 19, null)]
    [TestCase("importing cache manifest from cache.test/bot:main", 25, DockerFaultKind.CacheImportStalled)]
    [TestCase("exporting cache to registry", 55, null)]
    [TestCase("exporting cache to registry", 65, DockerFaultKind.CacheExportFailed)]
    [TestCase("[builder 2/3] RUN make", 1000, null)]
    [TestCase("[internal] load metadata for docker.io/library/python:3.13", 1000, null)]
    public void A_vertex_that_runs_without_events_is_a_fault_after_its_limit(string name, int seconds, DockerFaultKind? kind)
    {
        var watch = Watch();

        Tell(watch, Vertex("1", name, Started));
        Wait(seconds);

        Assert.That((watch.Fault?.Kind, watch.Token.IsCancellationRequested), Is.EqualTo((kind, kind is not null)));
    }

    [Test]
    public void A_fault_names_the_vertex_and_the_time()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        Wait(20);

        Assert.That(watch.Fault!.Cause, Does.StartWith("Importing cache manifest from cache.test/bot:main ").And.Contains("20"));
        Assert.That((watch.Fault.OnlyExportFailed, watch.Fault.Cure), Is.EqualTo((false, watch.Fault.Cure)).And.Not.EqualTo((false, "")));
    }

    [TestCase("exporting cache to registry", "registry")]
    [TestCase("exporting cache to client directory", null)]
    public void A_stalled_export_fails_only_the_cache(string name, string? type)
    {
        var watch = Watch();

        Tell(watch, Vertex("1", name, Started));
        Wait(60);

        Assert.That((watch.Fault!.OnlyExportFailed, watch.Fault.CacheType), Is.EqualTo((true, type)));
        Assert.That((watch.Fault.Cause, watch.Fault.Cure), Is.Not.EqualTo(("", "")));
    }

    [Test]
    public void The_limits_of_one_kind_do_not_apply_to_the_other()
    {
        var watch = Watch(limits: s_limits with { ExportStall = TimeSpan.FromSeconds(10) });

        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        Wait(19);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void A_vertex_that_has_ended_does_not_stall()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", $"{Started},{Completed}"));
        Tell(watch, Vertex("2", "exporting cache to registry", $"{Started},{Completed}"));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void A_layer_of_an_imported_cache_that_does_not_arrive_is_a_fault()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[builder 2/3] RUN make", Started));
        Tell(watch, Pull("1", 5));
        Wait(30);

        Assert.That(watch.Fault!.Kind, Is.EqualTo(DockerFaultKind.CacheImportStalled));
        Assert.That(watch.Fault.Cause, Does.Contain("builder 2/3"));
        Assert.That(watch.Fault.Cure, Is.Not.Empty);
    }

    [Test]
    public void A_layer_of_a_base_image_is_not_one_of_an_imported_cache()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[builder 1/3] FROM docker.io/library/python:3.13", Started));
        Tell(watch, Pull("1", 5));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void A_layer_is_not_one_of_a_cache_if_none_is_imported()
    {
        var watch = Watch(new RecoverySituation { Exports = true });

        Tell(watch, Vertex("1", "[builder 2/3] RUN make", Started));
        Tell(watch, Pull("1", 5));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [TestCase("RUN make", false)]
    [TestCase("COPY . .", true)]
    public void A_command_that_runs_may_be_silent_while_another_step_waits_for_a_layer(string other, bool stalls)
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[builder 2/3] RUN make", Started));
        Tell(watch, Pull("1", 5));
        Tell(watch, Vertex("2", $"[other 2/3] {other}", Started));
        Wait(30);

        Assert.That(watch.Fault is not null, Is.EqualTo(stalls));
    }

    [TestCase($"{Started},{Completed}", Description = "A layer that has arrived")]
    [TestCase("", Description = "A layer that waits for its turn")]
    public void Only_a_layer_on_its_way_can_stall(string times)
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[builder 2/3] COPY . .", Started));
        Tell(watch, Status("1", "sha256:abc", 5, times));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void A_status_that_is_no_layer_does_not_stall()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[builder 2/3] COPY . .", Started));
        Tell(watch, Status("1", "extracting", 5, Started));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void An_engine_that_begins_nothing_is_lost()
    {
        var watch = Watch();

        Tell(watch, Vertex("1", "[internal] load build definition from Dockerfile", ""));
        Wait(20);

        Assert.That((watch.Fault!.Kind, watch.Token.IsCancellationRequested), Is.EqualTo((DockerFaultKind.EngineLost, true)));
        Assert.That((watch.Fault.Cause, watch.Fault.Cure), Is.Not.EqualTo(("", "")));
    }

    [Test]
    public void A_build_without_any_event_and_one_that_has_begun_are_not_lost()
    {
        var silent = Watch();
        Wait(1000);
        Assert.That(silent.Fault, Is.Null);

        var begun = Watch();
        Tell(begun, Vertex("1", "[internal] load build definition from Dockerfile", ""));
        Tell(begun, Vertex("2", "[internal] load .dockerignore", Started));
        Wait(1000);
        Assert.That(begun.Fault, Is.Null);
    }

    [Test]
    public void An_event_ends_the_silence()
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));

        Wait(15);
        Tell(watch, Vertex("2", "[builder 2/3] RUN make", ""));
        Wait(15);
        Assert.That(watch.Fault, Is.Null);

        Wait(5);
        Assert.That(watch.Fault, Is.Not.Null);
    }

    [TestCase("""{"statuses":[],"logs":[{"vertex":"sha256:1","stream":1,"data":"YQ==","timestamp":"2026-11-21T10:00:00Z"}]}""", false)]
    [TestCase("WARN: something", false)]
    [TestCase(
        """{"statuses":[{"id":"sha256:abc","vertex":"sha256:1","current":5,"timestamp":"2026-11-21T10:00:00Z","started":"2026-11-21T10:00:00Z"}]}""",
        true)]
    public void Output_ends_the_silence_but_a_repeated_status_does_not(string line, bool stalls)
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "[builder 2/3] COPY . .", Started));
        Tell(watch, Pull("1", 5));

        Wait(15);
        Tell(watch, line);
        Wait(10);

        Assert.That(watch.Fault is not null, Is.EqualTo(stalls));
    }

    [TestCase(6, "", Description = "More bytes")]
    [TestCase(5, Completed, Description = "The end")]
    public void A_status_that_changes_ends_the_silence(int current, string more)
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        Tell(watch, Pull("1", 5));

        Wait(15);
        Tell(watch, Status("1", "sha256:abc", current, more.Length > 0 ? $"{Started},{more}" : Started));
        Wait(15);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void A_new_status_ends_the_silence()
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        Tell(watch, Pull("1", 5));

        Wait(15);
        Tell(watch, Status("1", "sha256:def", 0, Started));
        Wait(15);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public void The_first_fault_stays()
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        Wait(20);
        var first = watch.Fault;

        Wait(1000);

        Assert.That(watch.Fault, Is.SameAs(first));
    }

    [Test]
    public void A_build_that_ended_in_the_meantime_is_not_stopped()
    {
        var watch = Watch();
        Tell(watch, Vertex("1", "importing cache manifest from cache.test/bot:main", Started));
        watch.Dispose();

        Assert.That(() => Wait(1000), Throws.Nothing);
        Assert.That(watch.Fault, Is.Null);
    }

    [TestCase(RecoveryMode.Off, 20, 60, 0, Description = "Recovery is off")]
    [TestCase(RecoveryMode.Safe, 20, 60, 1)]
    [TestCase(RecoveryMode.Full, 0, 60, 1)]
    [TestCase(RecoveryMode.Full, 20, 0, 1)]
    [TestCase(RecoveryMode.Full, 0, 0, 0, Description = "No limits")]
    public void A_clock_runs_only_if_there_is_a_limit(RecoveryMode mode, int import, int export, int timers)
    {
        var before = _time.ActiveTimers;

        var watch = Watch(limits: s_limits with
        {
            Mode = mode,
            ImportStall = import == 0 ? null : TimeSpan.FromSeconds(import),
            ExportStall = export == 0 ? null : TimeSpan.FromSeconds(export),
        });
        Assert.That(_time.ActiveTimers - before, Is.EqualTo(timers));

        watch.Dispose();
        Assert.That(_time.ActiveTimers, Is.EqualTo(before));
    }

    [Test]
    public void The_limit_of_exports_does_not_apply_to_a_build_without_exports()
    {
        var watch = Watch(new RecoverySituation { Imports = true });

        Tell(watch, Vertex("1", "exporting cache to registry", Started));
        Wait(1000);

        Assert.That(watch.Fault, Is.Null);
    }

    [Test]
    public async Task The_callers_cancellation_is_no_fault()
    {
        using var cancellation = new CancellationTokenSource();
        var watch = Watch(cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();

        Assert.That((watch.Token.IsCancellationRequested, watch.Fault), Is.EqualTo((true, (DockerFault?)null)));
    }

    private static string Vertex(string digest, string name, string times) =>
        $$"""{"vertexes":[{"digest":"sha256:{{digest}}","name":"{{name}}"{{(times.Length > 0 ? $",{times}" : "")}}}]}""";

    private static string Pull(string vertex, int current) => Status(vertex, "sha256:abc", current, Started);

    private static string Status(string vertex, string id, int current, string times)
    {
        var more = times.Length > 0 ? $",{times}" : "";
        return $$"""{"statuses":[{"id":"{{id}}","vertex":"sha256:{{vertex}}","current":{{current}},"timestamp":"2026-11-21T10:00:00Z"{{more}}}]}""";
    }

    private StallWatch Watch(RecoverySituation? situation = null, RecoveryLimits? limits = null, CancellationToken cancellationToken = default)
    {
        var watch = new StallWatch(_printer, limits ?? s_limits, situation ?? s_both, _time, cancellationToken);
        _open.Add(watch);
        return watch;
    }

    private void Tell(StallWatch watch, string line)
    {
        _printer.Write(line);
        watch.Record(line);
    }

    // In small steps, so that each timer runs at its time.
    private void Wait(int seconds)
    {
        for (var second = 0; second < seconds; second++)
            _time.Advance(TimeSpan.FromSeconds(1));
    }
}
