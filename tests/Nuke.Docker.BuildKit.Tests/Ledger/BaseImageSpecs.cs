using System.Text.Json;
using DockerTestSupport;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>Base images that move. BuildKit looks at their layers and at what steps inherit from their configuration, not at their identity.</summary>
public sealed class BaseImageSpecs
{
    private const string Dockerfile = "FROM base:1\nCOPY a /\nRUN install\n";

    private LedgerBench _bench = null!;
    private FakeDaemon _daemon = null!;
    private string[] _layers = [];
    private string _path = "";
    private string? _id;

    [SetUp]
    public void Create()
    {
        (_id, _layers, _path) = ("sha256:1", ["sha256:a", "sha256:b"], "PATH=/bin");
        _bench = new LedgerBench(Dockerfile);
        _bench.Write("a", "1");
        // Without the records of the cache, no result counts as deleted.
        _daemon = new FakeDaemon(request => request.Contains("/system/df", StringComparison.Ordinal) ? FakeDaemon.Json(500, "{}")
            : _id is null ? FakeDaemon.Json(404, "{}")
            : FakeDaemon.Json(200, JsonSerializer.Serialize(new { Id = _id, RootFS = new { Layers = _layers }, Config = new { Env = new[] { _path } } })));
        _bench.Probe = new EngineProbe(EngineEndpoint.Parse(_daemon.Host));
        _bench.Build();
    }

    [TearDown]
    public void Delete()
    {
        _daemon.Dispose();
        _bench.Dispose();
    }

    [Test]
    public void Another_label_of_the_base_runs_no_step_and_is_no_cause()
    {
        _id = "sha256:2";

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));
        Assert.That(_bench.Build("no step"), Is.Empty);
    }

    [Test]
    public void On_another_machine_the_contents_of_images_are_learned_again()
    {
        _bench.Carry();
        _bench.Engine = "engine-2";
        Assert.That(_bench.Build()[0].Kind, Is.EqualTo(CauseKind.Builder));

        _id = "sha256:2";
        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));

        _bench.Carry();
        (_id, _layers) = ("sha256:3", ["sha256:c"]);
        Assert.That(_bench.Build()[0].Sentence, Does.StartWith("the image base:1 moved from sha256:1 to sha256:3"));
    }

    // Another image of the same run has the tag, or somebody else.
    [TestCase("docker.io/library/base:1@sha256:1", "sha256:1")]
    [TestCase("docker.io/library/base:1@sha256:2", "sha256:2")]
    [TestCase("docker.io/library/base:1@sha256:3", "sha256:3")]
    [TestCase(null, null)]
    public void A_base_that_moves_during_a_build_is_the_one_that_BuildKit_used(string? resolved, string? id)
    {
        _bench.ResolvedBase = resolved;
        _bench.DuringBuild = () => _id = "sha256:2";

        _bench.Build("no step");

        var bases = LedgerStore.Of(_bench.Ledgers, _bench.Image, target: null).ReadLast()!.Bases;
        Assert.That(bases.GetValueOrDefault("base:1"), Is.EqualTo(id));
    }

    [Test]
    public void Other_layers_run_all_steps()
    {
        (_id, _layers) = ("sha256:2", ["sha256:a", "sha256:c"]);

        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"));
        var cause = _bench.Build("2/3", "3/3")[0];
        Assert.That(cause.Sentence, Does.StartWith("the image base:1 moved from sha256:1"));
        Assert.That(cause.Advice, Does.StartWith("Pin the image to a digest"));
    }

    [Test]
    public void An_image_of_the_same_repository_need_not_be_pinned()
    {
        _bench.Own.Add("base:1");
        (_id, _layers) = ("sha256:2", ["sha256:a", "sha256:c"]);

        Assert.That(_bench.Build("2/3", "3/3")[0].Advice, Is.Null);
    }

    [Test]
    public void Another_configuration_may_run_a_step()
    {
        (_id, _path) = ("sha256:2", "PATH=/usr/bin");

        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));
        Assert.That(_bench.Build("3/3")[0].Sentence, Does.Contain("the image base:1 moved from sha256:1"));
    }

    [Test]
    public void Layers_of_an_older_build_with_another_configuration_may_run_a_step()
    {
        (_id, _layers) = ("sha256:2", ["sha256:a", "sha256:c"]);
        _bench.Build();

        (_id, _layers, _path) = ("sha256:3", ["sha256:a", "sha256:b"], "PATH=/usr/bin");

        Assert.That(_bench.Predict(), Is.EqualTo("Depends Depends"));
    }

    [Test]
    public void The_layers_in_the_answer_are_not_those_of_another_platform()
    {
        _bench.Write("Dockerfile", Dockerfile.Replace("FROM", "FROM --platform=linux/riscv64", StringComparison.Ordinal));
        _bench.Build();

        _id = "sha256:2";

        Assert.That(_bench.Predict(), Is.EqualTo("Runs Runs"));
    }

    [Test]
    public void An_image_that_was_deleted_after_the_build_decides_as_before()
    {
        _id = null;

        Assert.That(_bench.Predict(), Is.EqualTo("Cached Cached"));
    }

    [Test]
    public async Task A_build_that_is_skipped_runs_no_step_whatever_BuildKit_has_lost()
    {
        _bench.ForgetSteps();

        var skipped = await PredictAsync(_bench.Options);
        var built = await PredictAsync(_bench.Options with { Skip = false });
        var preceding = new PrecedingBuilds();
        preceding.Add(new BuildxBuildSettings().AddTag("base:1"), prediction: null);
        var after = await PredictAsync(_bench.Options, preceding);
        _id = "sha256:2";
        var moved = await PredictAsync(_bench.Options);

        Assert.That(skipped.Lines, Is.EqualTo(["test: nothing has changed, the build will be skipped"]));
        Assert.That((skipped.Cached, skipped.Depends, built.Depends, after.Cached, moved.Cached), Is.EqualTo((2, 0, 2, 0, 0)));
    }

    private async Task<BuildPrediction> PredictAsync(LedgerOptions options, PrecedingBuilds? preceding = null) =>
        (await BuildExplanations.PredictAsync(_bench.Settings, "test", options, _bench.Probe, "docker 1", preceding))!;
}
