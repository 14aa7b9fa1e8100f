using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.EndToEnd;

/// <summary>The private engine as the targets start, use, lose and stop it.</summary>
[Category("EndToEnd")]
public sealed class EngineTargetSpecs
{
    private Checkout _checkout = null!;

    [SetUp]
    public async Task Copy()
    {
        // A user's daemon is preferred by design, and a test must not kill it.
        if (!(await TestEngine.ConnectAsync()).Embedded)
            Assert.Ignore("A docker daemon responds on this machine, so no private engine is started.");
        _checkout = Checkout.CreateWithoutEngine();
    }

    [TearDown]
    public async Task EndAsync()
    {
        if (_checkout is null)
            return;
        await _checkout.RunAsync("DockerEngineStop");
        _checkout.Dispose();
    }

    [Test]
    public async Task Start_says_how_to_use_it_and_stop_ends_it()
    {
        var start = await _checkout.RunAsync("DockerEngineStart");
        var again = await _checkout.RunAsync("DockerEngineStart");
        var stop = await _checkout.RunAsync("DockerEngineStop");
        var none = await _checkout.RunAsync("DockerEngineStop");

        Assert.Multiple(() =>
        {
            Assert.That(start.ExitCode, Is.Zero, start.ToString());
            Assert.That(start.Output, Does.Contain("export DOCKER_HOST='unix://").And.Contain("Started a private docker engine"));
            Assert.That(again.Output, Does.Contain("export DOCKER_HOST=").And.Not.Contain("Started a private docker engine"));
            Assert.That(stop.Output, Does.Contain("The private engine has stopped."), stop.ToString());
            Assert.That(none.Output, Does.Contain("No private engine was running."), none.ToString());
        });
    }

    [Test]
    public async Task A_daemon_that_dies_during_a_build_is_started_again_and_the_build_goes_on()
    {
        var run = await KillDaemonDuringAsync("DockerBuild", "--progress", "plain");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("The connection to the engine was lost during step").And.Contain("2 attempts"));
    }

    [Test]
    [Slow]
    public async Task A_daemon_that_dies_during_a_build_is_told_as_such_where_recovery_is_off()
    {
        var run = await KillDaemonDuringAsync("DockerBuild", "--progress", "plain", "--docker-recovery", "off");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.EngineLost), run.ToString());
        Assert.That(run.Output, Does.Contain("What to do:"));
    }

    // The step waits as long as the Dockerfile says; the attempt after the kill uses one that doesn't wait.
    private async Task<Run> KillDaemonDuringAsync(params string[] arguments)
    {
        WriteDockerfile("sleep 300");
        var run = _checkout.Start(arguments);
        await run.WaitForAsync("| begun");
        WriteDockerfile("true");

        var daemon = await new EmbeddedEngine(_checkout.PathOf(".nuke/temp/docker-engine")).StatusAsync();
        Run.Kill(daemon.ProcessId ?? throw new InvalidOperationException("No daemon runs."));
        return await run.EndAsync();
    }

    private void WriteDockerfile(string command) => File.WriteAllText(Path.Combine(_checkout.Service, "Dockerfile"), $$"""
        ARG PYTHON_IMAGE
        FROM ${PYTHON_IMAGE}
        RUN echo begun && {{command}}
        """);
}
