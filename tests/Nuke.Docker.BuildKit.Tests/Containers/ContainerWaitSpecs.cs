using Microsoft.Extensions.Time.Testing;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Containers;

public sealed class ContainerWaitSpecs
{
    private static readonly ContainerSnapshot s_api = new() { Id = "1", Name = "api", Service = "api", Status = "running" };

    private readonly List<string> _printed = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lines = [];
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
    private int _polls;

    [SetUp]
    public void SetUp()
    {
        _printed.Clear();
        _lines.Clear();
        _polls = 0;
    }

    [Test]
    public async Task A_container_with_a_health_check_is_ready_as_soon_as_it_is_healthy()
    {
        var containers = await WaitAsync(60, [s_api with { Health = "starting" }], [s_api with { Health = "healthy" }]);

        Assert.That(containers.Single().Health, Is.EqualTo("healthy"));
        Assert.That(_printed, Has.One.StartsWith("api is healthy"));
        Assert.That(_polls, Is.EqualTo(2));
    }

    [Test]
    public async Task A_container_without_a_health_check_must_run_for_a_while()
    {
        await WaitAsync(60, [s_api]);

        Assert.That(_polls, Is.GreaterThan(3));
        Assert.That(_printed, Is.EqualTo(new[] { "api is running; it has no health check" }));
    }

    [Test]
    public async Task A_container_that_ends_at_once_fails_with_its_last_lines()
    {
        _lines["1"] = ["starting", "no database"];

        var failure = await Assert.ThrowsAsync<DockerException>(() => WaitAsync(60, [s_api], [s_api with { Status = "exited", ExitCode = 3 }]));

        Assert.That(failure!.Kind, Is.EqualTo(DockerFaultKind.ContainerFailed));
        Assert.That(failure.Message, Is.EqualTo(
            "api exited with code 3.\nIts last lines:\n  starting\n  no database\nDockerLogs prints more; DockerDown removes the containers."));
    }

    [Test]
    public async Task The_output_of_the_health_check_is_part_of_the_message()
    {
        var failure = await Assert.ThrowsAsync<DockerException>(() =>
            WaitAsync(60, [s_api with { Health = "unhealthy", HealthOutput = "one\ntwo\nthree\nconnection refused" }]));

        Assert.That(failure!.Message, Does.StartWith("api is unhealthy.\nThe last lines of its health check:\n  two\n  three\n  connection refused\n"));
        Assert.That(failure.Message, Does.Contain("It printed nothing."));
    }

    [Test]
    public async Task The_time_is_limited()
    {
        var failure = await Assert.ThrowsAsync<DockerException>(() => WaitAsync(5, [s_api with { Health = "starting" }, s_api with { Id = "2", Name = "db" }]));

        Assert.That(failure!.Message, Does.StartWith("api is not ready after 5 s.").And.Not.Contain("db"));
    }

    [TestCase(true, 0, "api was killed, because it had too little memory.")]
    [TestCase(false, 4, "api restarts again and again; its last exit code is 137.")]
    public async Task The_reason_is_named(bool outOfMemory, int restarts, string reason)
    {
        var container = s_api with { Status = "restarting", ExitCode = 137, OutOfMemory = outOfMemory, Restarts = restarts };

        var failure = await Assert.ThrowsAsync<DockerException>(() => WaitAsync(60, [container]));

        Assert.That(failure!.Message, Does.StartWith(reason));
    }

    [Test]
    public async Task A_job_that_finished_is_ready()
    {
        await WaitAsync(60, [s_api with { Status = "exited" }]);

        Assert.That(_printed, Is.EqualTo(new[] { "api finished with exit code 0" }));
    }

    [Test]
    public async Task Credentials_in_the_output_of_a_container_are_redacted()
    {
        _lines["1"] = ["cannot reach postgres://app:hunter2secret@db/app"];

        var failure = await Assert.ThrowsAsync<DockerException>(() => WaitAsync(60, [s_api with { Status = "exited", ExitCode = 1 }]));

        Assert.That(failure!.Message, Does.Not.Contain("hunter2secret"));
    }

    // Each list is what the engine returns at one poll; the last one repeats.
    private async Task<IReadOnlyList<ContainerSnapshot>> WaitAsync(int seconds, params IReadOnlyList<ContainerSnapshot>[] polls)
    {
        var wait = new ContainerWait(
            _ => Task.FromResult(polls[Math.Min(_polls++, polls.Length - 1)]),
            (id, _, _) => Task.FromResult(_lines.GetValueOrDefault(id) ?? []),
            _printed.Add,
            "DockerLogs prints more; DockerDown removes the containers.",
            _time);
        var waiting = wait.ForReadyAsync(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        return await waiting;
    }
}
