using Nuke.Docker.BuildKit.Containers;

namespace Nuke.Docker.BuildKit.Tests.Containers;

public sealed class ContainerSnapshotSpecs
{
    [TestCase("created", null, 0, 0, nameof(ContainerProgress.Starting))]
    [TestCase("running", null, 0, 0, nameof(ContainerProgress.Ready))]
    [TestCase("running", "starting", 0, 0, nameof(ContainerProgress.Starting))]
    [TestCase("running", "healthy", 0, 0, nameof(ContainerProgress.Ready))]
    [TestCase("running", "unhealthy", 0, 0, nameof(ContainerProgress.Failed))]
    [TestCase("exited", null, 0, 0, nameof(ContainerProgress.Finished))]
    [TestCase("exited", "unhealthy", 0, 0, nameof(ContainerProgress.Finished))]
    [TestCase("exited", null, 1, 0, nameof(ContainerProgress.Failed))]
    [TestCase("restarting", null, 1, 0, nameof(ContainerProgress.Failed))]
    [TestCase("running", null, 0, 3, nameof(ContainerProgress.Failed))]
    [TestCase("dead", null, 0, 0, nameof(ContainerProgress.Failed))]
    [TestCase("paused", null, 0, 0, nameof(ContainerProgress.Starting))]
    public void The_progress_follows_from_status_health_exit_code_and_restarts(string status, string? health, int exitCode, int restarts, string progress)
    {
        var container = new ContainerSnapshot
        {
            Id = "1",
            Name = "api",
            Service = "api",
            Status = status,
            Health = health,
            ExitCode = exitCode,
            Restarts = restarts,
        };

        Assert.That(container.Progress.ToString(), Is.EqualTo(progress));
    }

    [Test]
    public void A_container_that_could_not_be_started_failed()
    {
        var container = new ContainerSnapshot { Id = "1", Name = "api", Service = "api", Status = "created", Error = "port is already allocated" };

        Assert.That(container.Progress, Is.EqualTo(ContainerProgress.Failed));
    }
}
