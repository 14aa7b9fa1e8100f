using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Recovery;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests;

/// <summary>A whole build. The fake executable replaces buildx and replays the output of a real one.</summary>
public sealed class BuildxTasksSpecs
{
    private readonly List<(ProgressLevel Level, string Text)> _printed = [];
    private FakeDockerTool _docker = null!;
    private string _reports = null!;

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _docker = new FakeDockerTool();
        _reports = Path.Combine(_docker.Folder, "reports");
        Directory.CreateDirectory(Path.Combine(_docker.Folder, "context"));
        File.WriteAllText(Path.Combine(_docker.Folder, "context", "Dockerfile"), "FROM scratch\n");
    }

    [TearDown]
    public void Delete() => _docker.Dispose();

    [Test]
    public async Task A_build_leaves_a_report_with_digest_size_and_steps()
    {
        _docker.Does(Replay("code-only"), new Step(StepKind.File, """{"containerimage.digest":"sha256:abc"}""", "--metadata-file"));
        using var daemon = new FakeDaemon(
            request => request == "GET /images/bot%3A1/json" ? FakeDaemon.Json(200, """{"Id":"sha256:abc","Size":1234}""") : null);
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));

        var report = await BuildAsync(options => options with { Engine = engine });

        Assert.Multiple(() =>
        {
            Assert.That(report.Result.Digest, Is.EqualTo("sha256:abc"));
            Assert.That(report.Result.Bytes, Is.EqualTo(1234));
            Assert.That(report.UserSteps.Single(step => step.Result == StepResult.Ran).Instruction, Is.EqualTo("COPY app ./app"));
            Assert.That(BuildReportReader.Read(Path.Combine(_reports, "report.json")).Steps, Has.Count.EqualTo(report.Steps.Count));
            Assert.That(File.ReadAllText(Path.Combine(_reports, "report.md")), Does.Contain("COPY app ./app"));
        });
    }

    [Test]
    public async Task An_engine_that_cannot_tell_the_size_fails_no_good_build()
    {
        _docker.Does(Replay("warm"));
        using var daemon = new FakeDaemon(FakeDaemon.Json(500, """{"message":"it hung"}"""));
        var engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host));

        var report = await BuildAsync(options => options with { Engine = engine });

        Assert.That((report.ExitCode, report.Result.Bytes), Is.EqualTo((0, (long?)null)));
    }

    [TestCase("https://github.com/acme/bot.git#main")]
    [TestCase("git@github.com:acme/bot.git")]
    [TestCase("github.com/acme/bot")]
    public async Task A_context_elsewhere_is_left_to_buildx(string context)
    {
        _docker.Does(Replay("warm"));

        await BuildAsync(configure: _ => _.SetContext(context));

        Assert.That(_docker.Calls.Single().Arguments[^1], Is.EqualTo(context));
    }

    [Test]
    public async Task Buildx_runs_with_rawjson_however_progress_is_shown()
    {
        _docker.Does(Replay("warm"));

        await BuildAsync(configure: _ => _.SetProgress(ProgressMode.Plain));

        Assert.That(_docker.Calls.Single().Arguments, Does.Contain("rawjson").And.Not.Contain("plain"));
        Assert.That(_printed, Has.Some.Matches<(ProgressLevel, string Text)>(line => line.Text.Contains("CACHED", StringComparison.Ordinal)));
    }

    [Test]
    public void A_failing_step_ends_in_its_exception_and_in_a_report()
    {
        _docker.On([], 1, Replay("failing-run"));

        Assert.That(() => BuildAsync(), ThrowsFault.Of(DockerFaultKind.StepFailed).With.Message.Contains("No matching distribution found for numpy==9.9"));
        Assert.That(BuildReportReader.Read(Path.Combine(_reports, "report.json")).Fault, Is.Not.Null);
        Assert.That(_docker.Calls, Has.Count.EqualTo(1), "a user's error is not retried");
    }

    [Test]
    public async Task A_snapshot_that_the_engine_lost_is_got_over_by_the_same_command_and_told()
    {
        _docker.OnCall(1, 1, Replay("code-only"), Replay("local-store-broken")).OnCall(2, 0, Replay("warm"));

        var report = await BuildAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_docker.Calls, Has.Count.EqualTo(2));
            Assert.That(_docker.Calls[1].Arguments.Where(Stable), Is.EqualTo(_docker.Calls[0].Arguments.Where(Stable)));
            Assert.That(report.Attempts[^1].Reason, Does.Contain("run again"));
            Assert.That(
                report.UserSteps.Where(step => step.Result == StepResult.Ran).Select(step => step.Instruction),
                Is.EqualTo(["COPY app ./app"]),
                "what the first attempt ran");
            Assert.That(report.HitRate, Is.EqualTo(0.8333));
            Assert.That(
                _printed,
                Has.Some.Matches<(ProgressLevel Level, string Text)>(
                    line => line.Level == ProgressLevel.Warning && line.Text.Contains("run again", StringComparison.Ordinal)));
        });

        // The name of the metadata file is different each time.
        static bool Stable(string argument) => !argument.Contains("metadata", StringComparison.Ordinal);
    }

    [Test]
    public void A_snapshot_that_stays_lost_fails_after_the_last_attempt()
    {
        _docker.On([], 1, Replay("local-store-broken"));

        Assert.That(
            () => BuildAsync(options => options with { Recovery = new RecoveryLimits { MaxAttempts = 2 } }),
            ThrowsFault.Of(DockerFaultKind.EngineStoreCorrupt));
        Assert.That(_docker.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public void What_can_be_told_before_is_told_without_a_process()
    {
        _docker.Does();
        File.Delete(Path.Combine(_docker.Folder, "context", "Dockerfile"));

        Assert.That(() => BuildAsync(), ThrowsFault.Of(DockerFaultKind.DockerfileMissing));
        Assert.That(_docker.Calls, Is.Empty);
    }

    [Test]
    public async Task A_secret_shows_up_nowhere()
    {
        _docker.Does(new Step(StepKind.Err, "WARN: the token is s3cr3t-v4lue"), Replay("warm"));
        var file = Path.Combine(_docker.Folder, "token");
        File.WriteAllText(file, "f1le-s3cret\n");

        await BuildAsync(configure: _ => _
            .AddSecret(BuildSecret.FromValue("token", "s3cr3t-v4lue"), BuildSecret.FromFile("file", file))
            .AddBuildArg("LEAK", "f1le-s3cret"));

        var told = string.Join('\n', _printed.Select(line => line.Text).Concat(Directory.GetFiles(_reports).Select(File.ReadAllText)));
        Assert.That(told, Does.Contain("the token is [REDACTED]"));
        Assert.That(told, Does.Not.Contain("s3cr3t-v4lue").And.Not.Contain("f1le-s3cret"));
    }

    [Test]
    public void Cancelling_ends_buildx_and_is_no_failure()
    {
        _docker.Does(new Step(StepKind.Err, "{}"), new Step(StepKind.Hang));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        Assert.That(() => BuildAsync(cancellationToken: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(_reports), Is.False, "there is nothing to report");
    }

    private Task<BuildReport> BuildAsync(
        Func<BuildxBuildOptions, BuildxBuildOptions>? with = null,
        Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var settings = _docker.StandIn(new BuildxBuildSettings().SetContext(Path.Combine(_docker.Folder, "context")).AddTag("bot:1"));
        var options = new BuildxBuildOptions { Print = (level, text) => _printed.Add((level, text)), ReportDirectory = _reports };
        return BuildxTasks.BuildxBuildAsync(configure?.Invoke(settings) ?? settings, with?.Invoke(options) ?? options, cancellationToken);
    }

    private static Step Replay(string recording) => new(StepKind.Replay, Path: Path.Combine(Recording.Folder, "rawjson", $"{recording}.txt"));
}
