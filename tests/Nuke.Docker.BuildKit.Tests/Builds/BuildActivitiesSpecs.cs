using System.Diagnostics;
using DockerTestSupport;
using DockerTestSupport.Recordings;
using FakeDocker;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Builds;

[NonParallelizable]
public sealed class BuildActivitiesSpecs
{
    private readonly List<Activity> _ended = [];
    private FakeDockerTool _docker = null!;

    [SetUp]
    public void Create()
    {
        _ended.Clear();
        _docker = new FakeDockerTool();
        File.WriteAllText(Path.Combine(_docker.Folder, "Dockerfile"), "FROM scratch\n");
        _docker.On([], 0, [.. Recording.Lines("code-only").Select(line => new Step(StepKind.Err, line))]);
    }

    [TearDown]
    public void Delete() => _docker.Dispose();

    [Test]
    public async Task A_build_its_attempt_and_its_steps_are_activities_and_buildx_continues_the_attempt()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Nuke.Docker.BuildKit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ended.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await BuildAsync();

        var build = _ended.Single(activity => activity.OperationName == "docker build");
        var attempt = _ended.Single(activity => activity.OperationName == "docker build attempt");
        var steps = _ended.Where(activity => activity.GetTagItem("docker.step.cached") is not null).ToList();
        Assert.That(attempt.ParentSpanId, Is.EqualTo(build.SpanId));
        Assert.That(steps.Select(step => step.ParentSpanId), Is.All.EqualTo(attempt.SpanId));
        var cached = steps.Where(step => step.GetTagItem("docker.step.cached") is true).ToList();
        Assert.That(cached.Select(step => step.GetTagItem("docker.step.result")), Is.Not.Empty.And.All.EqualTo("Cached"));
        Assert.That(build.GetTagItem("docker.build.cached_steps"), Is.GreaterThan(0));
        Assert.That(build.Status, Is.EqualTo(ActivityStatusCode.Ok));
        Assert.That(_docker.Calls.Single().Environment["TRACEPARENT"], Is.EqualTo(attempt.Id));
    }

    [Test]
    public async Task Without_a_listener_there_are_no_activities()
    {
        await BuildAsync();

        Assert.That(_ended, Is.Empty);
        Assert.That(_docker.Calls.Single().Environment, Does.Not.ContainKey("TRACEPARENT"));
    }

    private Task BuildAsync() => BuildxTasks.BuildxBuildAsync(
        _docker.StandIn(new BuildxBuildSettings { Context = _docker.Folder, WorkingDirectory = _docker.Folder }),
        new BuildxBuildOptions { Image = "acme/bot", Recovery = Nuke.Docker.BuildKit.Builds.Recovery.RecoveryLimits.Off });
}
