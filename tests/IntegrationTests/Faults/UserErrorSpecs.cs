using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Faults;

/// <summary>A user's error is reported at once: the build makes one attempt, however much the error looks like one of the cache.</summary>
[Category("Faults")]
[Platform("Linux")]
public sealed class UserErrorSpecs
{
    private readonly PrivateEngine _engine = new();
    private FaultBench _bench = null!;

    [SetUp]
    public async Task Create() => _bench = await FaultBench.CreateAsync(_engine);

    [TearDown]
    public async Task Delete() => await _bench.DisposeAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [TestCase("RUNN true", DockerFaultKind.DockerfileSyntax)]
    [TestCase("RUN exit 7", DockerFaultKind.StepFailed)]
    [TestCase("RUN echo 'short read: expected 3 bytes but got 1: unexpected EOF'; exit 7", DockerFaultKind.StepFailed)]
    [TestCase("RUN echo 'parent snapshot x does not exist'; exit 7", DockerFaultKind.StepFailed)]
    [TestCase("COPY no-such-file /", DockerFaultKind.MissingContextFile)]
    [TestCase("COPY --from=wheels /no-such-file /", DockerFaultKind.MissingContextFile)]
    [TestCase("RUN --mount=type=secret,id=token,required=true true", DockerFaultKind.SecretMissing)]
    [TestCase("COPY --from=127.0.0.1:9/nobody:1 / /x", DockerFaultKind.BaseImageUnavailable)]
    public async Task A_mistake_is_told_after_one_attempt(string instruction, DockerFaultKind kind)
    {
        await File.AppendAllTextAsync(Path.Combine(_bench.Context, "Dockerfile"), $"{instruction}\n");

        var failure = (await Assert.CatchAsync<DockerBuildException>(() => _bench.BuildAsync()))!;

        AssertOneAttempt(failure, kind);
    }

    [Test]
    public async Task A_stage_that_does_not_exist_is_told_after_one_attempt()
    {
        var failure = (await Assert.CatchAsync<DockerBuildException>(() => _bench.BuildAsync(_ => _.SetTarget("wheel"))))!;

        AssertOneAttempt(failure, DockerFaultKind.UnknownStage);
    }

    private void AssertOneAttempt(DockerBuildException failure, DockerFaultKind kind)
    {
        Assert.That(failure.Kind, Is.EqualTo(kind), failure.Message);
        Assert.That(failure.Fault.Tried, Is.Null);
        Assert.That(_bench.Printed, Has.None.Contains("(attempt"));
    }
}
