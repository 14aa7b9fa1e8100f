using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Tests.Answers;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests;

/// <summary>A whole bake. The fake executable replaces buildx and replays the output of a real one.</summary>
public sealed class BuildxBakeSpecs
{
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

    [Test]
    public async Task Every_target_gets_its_part_of_progress_and_metadata()
    {
        _docker.Does(Replay("bake.rawjson.txt"), new Step(StepKind.File, Answer.Text("bake-metadata.json"), "--metadata-file"));

        var reports = await BakeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(reports.Select(report => report.Image), Is.EqualTo(["acme/api", "acme/worker"]));
            Assert.That(reports.Select(report => report.Result.Digest![..15]), Is.EqualTo(["sha256:dc6a23cf", "sha256:b4adeb43"]));
            Assert.That(reports.Select(report => report.UserSteps.Count()), Is.EqualTo([4, 1]));
            Assert.That(BuildReportReader.Read(Path.Combine(_docker.Folder, "worker", "report.json")).Steps, Has.Count.EqualTo(2), "with its base image");
            Assert.That(_printed, Has.Some.Contains("worker 2/2").And.Some.Contains("api runtime 4/4"));
        });
    }

    [Test]
    public void A_bake_that_fails_leaves_reports_of_all_targets()
    {
        _docker.On([], 1, Ended("sha256:1", "[api 1/2] RUN x", """process \"/bin/sh -c x\" did not complete successfully: exit code: 3"""));

        Assert.That(() => BakeAsync(), ThrowsFault.Of(DockerFaultKind.StepFailed));
        Assert.That(BuildReportReader.Read(Path.Combine(_docker.Folder, "api", "report.json")).Fault, Is.Not.Null);
        Assert.That(
            BuildReportReader.Read(Path.Combine(_docker.Folder, "worker", "report.json")).Fault,
            Does.StartWith("It was stopped before worker was done"));
    }

    [Test]
    public void Where_the_step_that_failed_was_never_told_the_final_message_says_whose_it_was()
    {
        _docker.On([], 1,
            new Step(StepKind.Err, """{"vertexes":[{"digest":"sha256:1","name":"[api 1/2] COPY file /a","started":"2026-11-21T10:00:00Z"}]}"""),
            new Step(
                StepKind.Err,
                """ERROR: target worker: failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/absent": not found"""));

        Assert.That(() => BakeAsync(), ThrowsFault.Of(DockerFaultKind.MissingContextFile));
        Assert.That(FaultOf("worker"), Does.Contain("absent").And.Not.Contain("stopped"));
        Assert.That(FaultOf("api"), Does.StartWith("It was stopped before api was done"));
    }

    [Test]
    public void Two_targets_that_fail_each_tell_their_own_cause()
    {
        _docker.On([], 1,
            Ended("sha256:1", "[api 1/2] RUN x", """process \"/bin/sh -c x\" did not complete successfully: exit code: 3"""),
            Ended("sha256:2", "[worker 1/2] COPY absent /x", """failed to calculate checksum of ref a::b: \"/absent\": not found"""),
            new Step(
                StepKind.Err,
                """ERROR: target worker: failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/absent": not found"""));

        Assert.That(() => BakeAsync(), ThrowsFault.Of(DockerFaultKind.MissingContextFile));
        Assert.That(FaultOf("worker"), Does.Contain("absent"));
        Assert.That(FaultOf("api"), Does.Contain("exit code 3").And.Not.Contain("absent"));
    }

    [Test]
    public async Task A_target_whose_import_is_damaged_goes_on_without_it_and_the_others_keep_theirs()
    {
        var import = Vertex("sha256:0", "importing cache manifest from cache.test/api:main");
        var step = Vertex("sha256:1", "[api 1/2] RUN x", "short read: expected 5 bytes but got 3: unexpected EOF");
        _docker.OnCall(1, 1, new Step(StepKind.Err, $$"""{"vertexes":[{{import}},{{step}}]}""")).OnCall(2, 0, Replay("bake.rawjson.txt"));

        var reports = await BakeAsync(_ => _.AddCacheFrom("type=registry,ref=cache.test/any:main"));

        Assert.That(_docker.Calls[1].Arguments, Does.Contain("api.cache-from=").And.Not.Contain("worker.cache-from="));
        Assert.That(reports.Select(report => report.Attempts.Count), Is.EqualTo([2, 2]));
        Assert.That(_printed, Has.Some.Contains("without reading that cache"));
    }

    [Test]
    public async Task A_local_cache_without_the_image_is_left_out_of_the_targets_that_name_it()
    {
        var cache = Directory.CreateDirectory(Path.Combine(_docker.Folder, "cache")).FullName;
        File.WriteAllText(Path.Combine(cache, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(cache, "index.json"), """{"schemaVersion":2,"manifests":[]}""");
        _docker.Does(Replay("bake.rawjson.txt"));

        await BakeAsync(
            build => build.Tag![0].ToString().Contains("api", StringComparison.Ordinal)
                ? build.AddCacheFrom($"type=local,src={cache}").AddCacheFrom("type=registry,ref=cache.test/api:main")
                : build);

        Assert.That(
            _docker.Calls[0].Arguments.Where(argument => argument.Contains(".cache-from=", StringComparison.Ordinal)),
            Is.EqualTo(["api.cache-from=type=registry,ref=cache.test/api:main"]));
    }

    [Test]
    public async Task Secrets_of_any_target_are_hidden_in_what_is_printed()
    {
        _docker.Does(new Step(StepKind.Err, "WARN: the token is s3cr3t-v4lue"), Replay("bake.rawjson.txt"));

        await BakeAsync(_ => _.AddSecret(BuildSecret.FromValue("token", "s3cr3t-v4lue")));

        Assert.That(_printed, Has.Some.Contains("the token is [REDACTED]").And.None.Contains("s3cr3t"));
    }

    [Test]
    public void What_can_be_told_before_is_told_without_a_process()
    {
        _docker.Does();
        File.Delete(Path.Combine(_docker.Folder, "Dockerfile"));

        Assert.That(() => BakeAsync(), ThrowsFault.Of(DockerFaultKind.DockerfileMissing));
        Assert.That(_docker.Calls, Is.Empty);
    }

    private string? FaultOf(string target) => BuildReportReader.Read(Path.Combine(_docker.Folder, target, "report.json")).Fault;

    private static Step Ended(string digest, string name, string error) =>
        new(StepKind.Err, $$"""{"vertexes":[{{Vertex(digest, name, error)}}]}""");

    private static string Vertex(string digest, string name, string? error = null)
    {
        var end = error is null ? "" : $",\"error\":\"{error}\"";
        return $$"""{"digest":"{{digest}}","name":"{{name}}","started":"2026-11-21T10:00:00Z","completed":"2026-11-21T10:00:01Z"{{end}}}""";
    }

    private static Step Replay(string recording) => new(StepKind.Replay, Path: Path.Combine(Recording.Folder, "answers", recording));

    private Task<IReadOnlyList<BuildReport>> BakeAsync(Func<BuildxBuildSettings, BuildxBuildSettings>? configure = null)
    {
        var plan = BakePlan.Of(new[] { "api", "worker" }.Select(name =>
            (name, (configure ?? (_ => _))(new DockerImage($"acme/{name}") { Tags = ["1.2"] }.ToBuildSettings(_docker.Folder)))));
        return BuildxTasks.BuildxBakeAsync(
            _docker.StandIn(plan.ToSettings("docker-bake.json")),
            new BuildxBakeOptions { Plan = plan, Print = (_, line) => _printed.Add(line), ReportDirectory = target => Path.Combine(_docker.Folder, target) });
    }
}
