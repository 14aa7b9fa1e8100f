using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Builds;

/// <summary>The size in a report is that of the built image, not that of an older image with the same name in the engine.</summary>
public sealed class BuiltImageSpecs
{
    private static readonly string[] s_forms = ["buildx", "bake", "bake file", "compose"];

    private FakeDockerTool _docker = null!;
    private FakeDaemon _daemon = null!;
    private EngineProbe _engine = null!;

    [SetUp]
    public void Create()
    {
        _docker = new FakeDockerTool();
        File.WriteAllText(Path.Combine(_docker.Folder, "Dockerfile"), "FROM scratch\n");
        _daemon = new FakeDaemon(request =>
            request == "GET /images/acme/bot%3A1/json" ? FakeDaemon.Json(200, """{"Id":"sha256:engine","Size":1234}""") : FakeDaemon.Json(404, "{}"));
        _engine = new EngineProbe(EngineEndpoint.Parse(_daemon.Host));
    }

    [TearDown]
    public void Delete()
    {
        _docker.Dispose();
        _daemon.Dispose();
    }

    [TestCaseSource(nameof(s_forms))]
    public async Task An_image_that_is_loaded_has_a_size(string form) => Assert.That(await SizeAsync(form, pushes: false, digest: null), Is.EqualTo(1234));

    [TestCaseSource(nameof(s_forms))]
    public async Task An_image_that_is_pushed_has_none(string form) => Assert.That(await SizeAsync(form, pushes: true, digest: null), Is.Null);

    [TestCase("buildx")]
    [TestCase("bake")]
    [TestCase("bake file")]
    public async Task An_older_image_of_the_same_name_does_not_count_although_nothing_was_pushed(string form) =>
        Assert.That(await SizeAsync(form, pushes: false, "sha256:built"), Is.Null);

    [TestCase("buildx")]
    [TestCase("bake")]
    [TestCase("bake file")]
    public async Task An_image_that_is_pushed_and_in_the_engine_as_its_digest_proves_has_a_size(string form) =>
        Assert.That(await SizeAsync(form, pushes: true, "sha256:engine"), Is.EqualTo(1234));

    [TestCase("sha256:engine", 1)]
    [TestCase("sha256:built", 0)]
    public async Task The_layers_of_another_image_are_not_reported(string digest, int layers)
    {
        using var daemon = new FakeDaemon(request => FakeDaemon.Json(200, request == "GET /images/acme/bot%3A1/history"
            ? """[{"CreatedBy":"COPY app /app # buildkit","Size":7}]"""
            : """{"Id":"sha256:engine","Size":7,"RootFS":{"Layers":["sha256:1"]}}"""));
        _docker.Does(new Step(StepKind.File, $$"""{"containerimage.digest":"{{digest}}"}""", "--metadata-file"));

        var report = await BuildxTasks.BuildxBuildAsync(
            _docker.StandIn(new BuildxBuildSettings().SetContext(_docker.Folder).AddTag("acme/bot:1")),
            new BuildxBuildOptions
            {
                Engine = new EngineProbe(EngineEndpoint.Parse(daemon.Host)),
                ReportDirectory = Path.Combine(_docker.Folder, "reports"),
            });

        Assert.That(report.Layers, Has.Count.EqualTo(layers));
    }

    private async Task<long?> SizeAsync(string form, bool pushes, string? digest)
    {
        var metadata = digest is null ? "{}" : $$"""{"containerimage.digest":"{{digest}}"}""";
        var output = pushes ? """["type=registry"]""" : "[]";
        if (form == "bake file")
            _docker.OnCall(1, 0, new Step(StepKind.Out, """{"target":{"bot":{"tags":["acme/bot:1"],"output":""" + output + "}}}"));
        _docker.Does(
            form == "compose"
                ? new Step(StepKind.Out, "{}")
                : new Step(StepKind.File, form == "buildx" ? metadata : """{"bot":""" + metadata + "}", "--metadata-file"));

        var build = new BuildxBuildSettings().SetContext(_docker.Folder).AddTag("acme/bot:1");
        var plan = BakePlan.Of([("bot", pushes ? build.EnablePush() : build)]);
        var reports = form switch
        {
            "buildx" => [await BuildxTasks.BuildxBuildAsync(_docker.StandIn(pushes ? build.EnablePush() : build), new BuildxBuildOptions { Engine = _engine })],
            "bake" => await BuildxTasks.BuildxBakeAsync(_docker.StandIn(plan.ToSettings("f")), new BuildxBakeOptions { Plan = plan, Engine = _engine }),
            "bake file" => await BuildxTasks.BuildxBakeAsync(_docker.StandIn(new BuildxBakeSettings()), new BuildxBakeOptions { Engine = _engine }),
            _ => await ComposeTasks.ComposeBuildAsync(
                _docker.StandIn(new ComposeBuildSettings { Push = pushes }),
                new ComposeBuildOptions
                {
                    Services = [new ComposeServiceBuild("bot", build, CacheDecision.None(""))],
                    OverrideFile = Path.Combine(_docker.Folder, "cache.yaml"),
                    Engine = _engine,
                }),
        };
        return reports.Single().Result.Bytes;
    }
}
