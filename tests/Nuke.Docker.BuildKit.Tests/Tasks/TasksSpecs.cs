using DockerTestSupport;
using FakeDocker;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Tests.Tasks;

public class TasksSpecs
{
    private FakeDockerTool _fake = null!;

    [SetUp]
    public void SetUp() => _fake = new FakeDockerTool();

    [TearDown]
    public void TearDown() => _fake.Dispose();

    [Test]
    public void A_command_is_run_and_waited_for()
    {
        var result = BuildxTasks.BuildxPrune(_ => _fake.StandIn(_).EnableAll());

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(new[] { "buildx", "prune", "--all" }));
    }

    [Test]
    public async Task Lines_come_as_they_are_written()
    {
        _fake.Does(new Step(StepKind.Out, "web"), new Step(StepKind.Err, "hm"));
        var lines = new List<string>();

        await ComposeTasks.ComposePsAsync(_fake.StandIn(new ComposePsSettings().EnableServices()), line => lines.Add(line.Text));

        Assert.That(lines, Is.EquivalentTo(new[] { "web", "hm" }));
    }

    [Test]
    public async Task Lines_go_to_whom_the_settings_name()
    {
        _fake.Does(new Step(StepKind.Out, "web"));
        var lines = new List<string>();

        await ComposeTasks.ComposePsAsync(_ => _fake.StandIn(_).EnableServices().SetOnLine(line => lines.Add(line.Text)));

        Assert.That(lines, Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public async Task Combinations_can_be_awaited()
    {
        var results = await DockerTasks.DockerImageTagAsync(_ => _fake.StandIn(_).SetSource("a").CombineWith(["b", "c"], (_, target) => _.SetTarget(target)));

        Assert.That(results, Has.Length.EqualTo(2));
        Assert.That(_fake.Calls.Select(call => call.Arguments[3]), Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public void An_exit_code_is_thrown()
    {
        _fake.On([], 3, new Step(StepKind.Err, "no such image"));

        var thrown = Assert.Throws<ProcessFailedException>(() => DockerTasks.DockerImageRm(_ => _fake.StandIn(_).AddImage("a")));

        Assert.That(thrown!.Message, Does.StartWith("Exit code 3").And.Contain("image rm a").And.Contain("no such image"));
    }

    [Test]
    public async Task An_exit_code_is_returned_where_it_is_asked_for()
    {
        _fake.On([], 3);

        var result = await DockerTasks.DockerImageRmAsync(_fake.StandIn(new DockerImageRmSettings().AddImage("a")), requireSuccess: false);

        Assert.That(result.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void Combinations_run_one_after_another()
    {
        var results = DockerTasks.DockerImageTag(_ => _fake.StandIn(_).SetSource("a").CombineWith(["b", "c", "d"], (_, target) => _.SetTarget(target)));

        Assert.That(results, Has.Length.EqualTo(3));
        Assert.That(_fake.Calls.Select(call => call.Arguments[3]), Is.EqualTo(new[] { "b", "c", "d" }));
    }

    [Test]
    public void Results_are_in_the_order_of_the_settings_though_they_run_side_by_side()
    {
        _fake.On(["image", "tag", "a", "b"], 0, new Step(StepKind.Delay, Number: 300)).On(["image"], 0);

        var results = DockerTasks.DockerImageTag(_ => Tagged("b", "c", "d"), degreeOfParallelism: 3);

        Assert.That(results.Select(result => result.Command[^1]), Is.EqualTo(new[] { 'b', 'c', 'd' }));
        Assert.That(results[0].Duration, Is.GreaterThan(TimeSpan.FromMilliseconds(250)));
    }

    [Test]
    public void After_a_failure_nothing_more_is_started()
    {
        _fake.On(["image", "tag", "a", "bad"], 5).On(["image"], 0);

        Assert.Throws<ProcessFailedException>(() => DockerTasks.DockerImageTag(_ => Logged(Tagged("b", "bad", "d"))));

        Assert.That(_fake.Calls.Select(call => call.Arguments[3]), Is.EqualTo(new[] { "b", "bad" }));
    }

    [Test]
    public void After_a_failure_the_others_run_where_it_is_asked_for()
    {
        _fake.On(["image", "tag", "a", "bad"], 5).On(["image", "tag", "a", "worse"], 6).On(["image"], 0);

        var thrown = Assert.Throws<AggregateException>(() => DockerTasks.DockerImageTag(_ => Logged(Tagged("bad", "worse", "d")), completeOnFailure: true));

        Assert.That(thrown!.Message, Does.StartWith("2 of 3 commands failed"));
        Assert.That(_fake.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_password_goes_by_standard_input()
    {
        _fake.Does(new Step(StepKind.Echo));

        var result = DockerTasks.DockerLogin(_ => _fake.StandIn(_).SetUsername("me").SetPassword("hush-hush"));

        Assert.That(_fake.Calls.Single().Arguments, Is.EqualTo(new[] { "login", "--password-stdin", "--username", "me" }));
        Assert.That(result.LastLines.Single().Text, Is.EqualTo("[REDACTED]"));
    }

    [Test]
    public void A_degree_below_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DockerTasks.DockerImageTag(_ => Tagged("b"), degreeOfParallelism: 0));
    }

    // Several processes can't write the fake's log at once.
    private IEnumerable<DockerImageTagSettings> Tagged(params string[] names) =>
        names.Select(name => _fake.StandIn(new DockerImageTagSettings().SetSource("a").SetTarget(name)).AddEnvironmentVariable(Script.LogVariable, ""));

    private IEnumerable<DockerImageTagSettings> Logged(IEnumerable<DockerImageTagSettings> settings) => settings.Select(one => _fake.StandIn(one));
}
