using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Tests.Answers;

namespace Nuke.Docker.BuildKit.Tests.Tasks;

/// <summary>Commands with typed answers: they keep the settings and choose the output format.</summary>
public class AnswerTasksSpecs
{
    private FakeDockerTool _fake = null!;

    [SetUp]
    public void SetUp() => _fake = new FakeDockerTool();

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [Test]
    public void Filters_are_kept_and_the_form_is_chosen()
    {
        Says("image-ls.json");

        var images = DockerTasks.DockerImageLsAnswer(_ => _fake.StandIn(_).AddFilter("dangling=true").SetFormat("table"));

        Assert.That(images, Has.Count.EqualTo(7));
        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(["image", "ls", "--digests", "--filter", "dangling=true", "--format", "json", "--no-trunc"]));
    }

    [Test]
    public async Task Those_that_have_ended_are_left_out_only_where_that_is_said()
    {
        Says("compose-ps.json");

        await ComposeTasks.ComposePsAnswerAsync(_fake.StandIn(new ComposePsSettings().AddFile("a.yaml")));
        await ComposeTasks.ComposePsAnswerAsync(_fake.StandIn(new ComposePsSettings().EnableAll(false)));

        Assert.That(_fake.Calls[0].Arguments, Is.EqualTo(["compose", "--file", "a.yaml", "ps", "--all", "--format", "json"]));
        Assert.That(_fake.Calls[1].Arguments, Is.EqualTo(["compose", "ps", "--all=false", "--format", "json"]));
    }

    [Test]
    public async Task A_check_that_finds_something_is_an_answer_though_it_fails()
    {
        _fake.On([], 1, new Step(StepKind.OutRaw, Answer.Text("call-check.json")));

        var check = await BuildxTasks.BuildxBuildCheckAnswerAsync(_fake.StandIn(new BuildxBuildSettings().SetFile("x.Dockerfile")));

        Assert.That(check.Findings, Is.Not.Empty);
        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(["buildx", "build", "--call", "check,format=json", "--file", "x.Dockerfile", "."]));
    }

    [Test]
    public async Task A_command_that_fails_says_why_and_shows_no_secret()
    {
        _fake.On([], 1, new Step(StepKind.Err, "no such builder"));

        var thrown = await Assert.ThrowsAsync<CommandFailedException>(
            () => BuildxTasks.BuildxInspectAnswerAsync(
                _fake.StandIn(new BuildxInspectSettings()).SetName("s3cr3t-name").AddSecretEnvironmentVariable("A", "s3cr3t-name")));

        Assert.That(thrown!.Message, Is.EqualTo("'docker buildx inspect '[REDACTED]'' failed with exit code 1: no such builder"));
    }

    [Test]
    public void What_is_no_answer_is_told()
    {
        _fake.Does(new Step(StepKind.Out, "builders? none"));

        Assert.That(() => BuildxTasks.BuildxLsAnswer(_ => _fake.StandIn(_)), Throws.TypeOf<AnswerException>().With.Message.Contains("buildx ls"));
    }

    private void Says(string recording) => _fake.Does(new Step(StepKind.OutRaw, Answer.Text(recording)));
}
