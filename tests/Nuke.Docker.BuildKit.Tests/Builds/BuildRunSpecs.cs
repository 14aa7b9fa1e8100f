using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>All forms of build run the same way.</summary>
public sealed class BuildRunSpecs
{
    private static readonly string s_failingStep = """
        {"vertexes":[{"digest":"sha256:1","name":"[1/2] RUN x","started":"2026-11-21T10:00:00Z","completed":"2026-11-21T10:00:01Z",
        "error":"process \"/bin/sh -c x\" did not complete successfully: exit code: 3"}]}
        """.ReplaceLineEndings("");

    private readonly List<string> _printed = [];
    private FakeDockerTool _docker = null!;

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _docker = new FakeDockerTool();
        File.WriteAllText(Path.Combine(_docker.Folder, "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void Delete() => _docker.Dispose();

    [TestCase("buildx")]
    [TestCase("bake")]
    [TestCase("compose")]
    public async Task A_failing_step_is_printed_reported_and_thrown_once(string form)
    {
        _docker.On([], 1, Event(form, s_failingStep));

        var failure = (await Assert.ThrowsAsync<DockerBuildException>(() => BuildAsync(form)))!;

        Assert.That(failure.Kind, Is.EqualTo(DockerFaultKind.StepFailed));
        Assert.That(failure.Reports.Select(part => (part.Image, part.Fault)), Is.EqualTo([("acme/bot", failure.Fault.Cause)]));
        var report = BuildReportReader.Read(Path.Combine(_docker.Folder, "reports", "report.json"));
        Assert.That((report.Image, report.ExitCode, report.Fault), Is.EqualTo(("acme/bot", 1, "Step 1/2 failed with exit code 3.")));
        Assert.That(_docker.Calls, Has.Count.EqualTo(1), "a user's error is not retried");
    }

    [TestCase("buildx")]
    [TestCase("bake")]
    [TestCase("compose")]
    public async Task A_lost_snapshot_costs_a_second_attempt(string form)
    {
        var broken = File.ReadLines(Path.Combine(Recording.Folder, "rawjson", "local-store-broken.txt")).Select(line => Event(form, line)).ToArray();
        _docker.OnCall(1, 1, broken).OnCall(2, 0, Event(form, "{}"));

        var report = await BuildAsync(form);

        Assert.That(report.Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.SameAgain]));
        Assert.That(_printed, Has.Some.Contains("run again"));
    }

    [TestCase("buildx")]
    [TestCase("bake")]
    [TestCase("bake file")]
    [TestCase("compose")]
    public async Task A_cache_folder_that_cannot_be_written_is_left_out_before_the_first_attempt(string form)
    {
        var file = Path.Combine(_docker.Folder, "a-file");
        File.WriteAllText(file, "");
        if (form == "bake file")
        {
            const string target = """{"target":{"bot":{"tags":["acme/bot:1"],"cache-to":[{"type":"local","dest":"FILE/cache"}]}}}""";
            _docker.OnCall(1, 0, new Step(StepKind.Out, target.Replace("FILE", file, StringComparison.Ordinal)));
        }

        _docker.Does(Event(form, "{}"));

        var report = await BuildAsync(form, _ => _.AddCacheTo($"type=local,dest={file}/cache"));

        Assert.That(report.CacheNotWritten, Is.True);
        Assert.That(_printed, Has.Exactly(1).Contains("a-file"));
        Assert.That(
            form == "compose" ? File.ReadAllText(Path.Combine(_docker.Folder, "cache.yaml")) : string.Join(' ', _docker.Calls[^1].Arguments),
            Does.Not.Contain("/a-file"));
    }

    [Test]
    public async Task A_bake_writes_its_plan_when_it_starts()
    {
        _docker.Does(Event("bake", "{}"));

        await BuildAsync("bake");

        Assert.That(File.ReadAllText(Path.Combine(_docker.Folder, "docker-bake.json")), Does.Contain("acme/bot:1"));
    }

    // compose has BuildKit's events on standard output.
    private static Step Event(string form, string line) => new(form == "compose" ? StepKind.Out : StepKind.Err, line);

    private async Task<BuildReport> BuildAsync(string form, Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null)
    {
        var build = (configure ?? (_ => _))(new BuildxBuildSettings().SetContext(_docker.Folder).AddTag("acme/bot:1"));
        var plan = BakePlan.Of([("bot", build)]);
        var bakeFile = Path.Combine(_docker.Folder, "docker-bake.json");
        var reports = Path.Combine(_docker.Folder, "reports");
        return form switch
        {
            "buildx" => await BuildxTasks.BuildxBuildAsync(
                _docker.StandIn(build),
                With(new BuildxBuildOptions { Image = "acme/bot", ReportDirectory = reports })),
            "bake" => (await BuildxTasks.BuildxBakeAsync(
                _docker.StandIn(plan.ToSettings(bakeFile)),
                With(new BuildxBakeOptions { Plan = plan, PlanFile = bakeFile, ReportDirectory = _ => reports }))).Single(),
            "bake file" => (await BuildxTasks.BuildxBakeAsync(
                _docker.StandIn(new BuildxBakeSettings()),
                With(new BuildxBakeOptions { ReportDirectory = _ => reports }))).Single(),
            _ => (await ComposeTasks.ComposeBuildAsync(
                _docker.StandIn(new ComposeBuildSettings()),
                With(new ComposeBuildOptions
                {
                    Services = [new ComposeServiceBuild("bot", build, new CacheDecision([], build.CacheTo ?? [], ""))],
                    OverrideFile = Path.Combine(_docker.Folder, "cache.yaml"),
                    ReportDirectory = _ => reports,
                }))).Single(),
        };
    }

    private T With<T>(T options)
        where T : BuildOptions
    {
        BuildOptions common = options;
        return (T)(common with { Print = (_, line) => _printed.Add(line), Recovery = new RecoveryLimits { Backoff = TimeSpan.Zero } });
    }
}
