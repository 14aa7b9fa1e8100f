using IntegrationTests.EndToEnd;

namespace IntegrationTests.Operations;

/// <summary>The targets of the working day, started with <c>./build.sh</c>: a container for the image of the build class, and a compose project.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
public sealed class DockerUpSpecs
{
    private readonly string _project = $"up{Guid.NewGuid():N}"[..12];
    private Checkout _checkout = null!;
    private string _compose = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _checkout = await Checkout.CreateAsync();
        var folder = Directory.CreateDirectory(_checkout.PathOf("shop")).FullName;
        _compose = Path.Combine(folder, "compose.yaml");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Dockerfile"),
            "FROM fastapi-service\nUSER root\nCOPY program.py .\nCMD [\"python\", \"program.py\"]\n");
        await File.WriteAllTextAsync(
            _compose,
            $$"""
            name: {{_project}}
            services:
              migrate:
                build: .
                command: ["python", "-c", "print('migrated')"]
              job:
                build: .
                depends_on:
                  migrate: { condition: service_completed_successfully }
                healthcheck: { test: ["CMD", "test", "-e", "/tmp/ready"], interval: 1s }
                volumes: ["data:/data"]
            volumes: { data: {} }

            """);
        await ProgramAsync("import time; open('/tmp/ready', 'w'); time.sleep(600)");
        await SucceedAsync("DockerBuild");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_checkout is null)
            return;
        await _checkout.RunAsync("DockerDown");
        await _checkout.RunAsync("DockerDown", "--docker-compose-file", _compose, "--volumes", "--yes");
        await Shell.RunAsync(await TestEngine.ConnectAsync(), $"docker image rm -f {_project}-job {_project}-migrate 2>/dev/null || true");
        _checkout.Dispose();
    }

    [Test]
    public async Task The_container_of_an_image_is_kept_replaced_printed_restarted_and_removed()
    {
        var first = await SucceedAsync("DockerUp");
        var second = await SucceedAsync("DockerUp");
        await File.AppendAllTextAsync(_checkout.PathOf("templates/fastapi-service/app/main.py"), $"\n# {Guid.NewGuid()}\n");
        var third = await SucceedAsync("DockerUp");

        Assert.That(first.Output, Does.Contain("a container is started").And.Contain("fastapi-service is healthy"));
        Assert.That(first.Output, Does.Match("fastapi-service: http://localhost:\\d+"));
        Assert.That(second.Output, Does.Contain("nothing has changed; its container keeps running"));
        Assert.That(third.Output, Does.Contain("code changed (app/main.py changed); its container is replaced"));

        var logs = await SucceedAsync("DockerLogs");
        var restart = await SucceedAsync("DockerRestart");
        var dry = await SucceedAsync("DockerDown", "--dry-run");
        var down = await SucceedAsync("DockerDown");
        var again = await SucceedAsync("DockerDown");

        Assert.That(logs.Output, Does.Contain("Application startup complete"));
        Assert.That(restart.Output, Does.Contain("fastapi-service is healthy"));
        Assert.That(dry.Output, Does.Contain("Would remove fastapi-service"));
        Assert.That(down.Output, Does.Contain("Removing fastapi-service"));
        Assert.That(again.Output, Does.Contain("No containers exist"));
    }

    [Test]
    public async Task A_compose_project_is_awaited_a_failure_shows_the_last_lines_and_volumes_are_removed_only_if_confirmed()
    {
        var up = await ComposeAsync("DockerUp");

        Assert.That(up.ExitCode, Is.Zero, up.ToString());
        Assert.That(up.Output, Does.Contain($"{_project}-migrate-1 finished with exit code 0").And.Contain($"{_project}-job-1 is healthy"));

        await ProgramAsync("import sys; print('starting'); sys.exit('no database')");

        var failed = await ComposeAsync("DockerUp");

        Assert.That(failed.ExitCode, Is.EqualTo(36), failed.ToString());
        Assert.That(failed.Output, Does.Contain($"{_project}-job-1 exited with code 1").And.Contain("  no database"));

        var refused = await ComposeAsync("DockerDown", "--volumes");
        var removed = await ComposeAsync("DockerDown", "--volumes", "--yes");

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Output, Does.Contain("it deletes the data in data. Add --yes to confirm"));
        Assert.That(removed.ExitCode, Is.Zero, removed.ToString());
        Assert.That(removed.Output, Does.Contain($"Volume {_project}_data  Removed"));
    }

    [Test]
    public async Task The_composition_of_an_image_and_the_use_of_the_disk_are_printed()
    {
        var size = await SucceedAsync("DockerSize");
        var exceeded = await _checkout.RunAsync("DockerSize", "--docker-maximum-image-size", "1kB");
        var usage = await SucceedAsync("DockerDiskUsage");

        Assert.That(size.Output, Does.Contain("base image").And.Contain("Python packages").And.Contain("COPY app ./app"));
        Assert.That(File.Exists(_checkout.PathOf("artifacts/docker/fastapi-service/size.json")), Is.True);
        Assert.That(exceeded.ExitCode, Is.EqualTo(4));
        Assert.That(usage.Output, Does.Contain("fastapi-service:latest, of this project").And.Match("/root/\\.cache/pip, of this project, by RUN "));
    }

    // On a machine of a developer, the engine is theirs: nothing is deleted here.
    [Test]
    public async Task Pruning_prints_first_and_keeps_the_cache_mounts_of_the_project()
    {
        var dry = await SucceedAsync("DockerPrune", "--docker-prune-age", "0", "--docker-prune-keep", "0");

        Assert.That(dry.Output, Does.Contain("Nothing was deleted. --apply deletes it").And.Contain("build cache of type regular"));
        Assert.That(dry.Output, Does.Not.Contain("/root/.cache/pip"));
    }

    [Test]
    [Slow]
    public async Task What_the_project_left_is_printed_first_and_then_deleted()
    {
        await SucceedAsync("DockerUp");
        var dry = await SucceedAsync("DockerClean");
        var status = await SucceedAsync("DockerStatus");
        var cleaned = await SucceedAsync("DockerClean", "--apply");
        var left = await _checkout.RunAsync("DockerRestart");
        // Other tests read the report.
        await SucceedAsync("DockerBuild", "--force");

        Assert.That(dry.Output, Does.Contain("Would remove fastapi-service").And.Contain("reports in artifacts/docker").And.Contain("--apply"));
        Assert.That(dry.Output, Does.Match("Kept without --yes: the cache mounts \\(.*\\), volumes"));
        Assert.That(
            status.Output,
            Does.Match("docker \\d+.*buildx \\d+.*BuildKit \\d+").And.Match("fastapi-service +\\d+ +\\d+ % ").And.Contain("cache mounts"));
        Assert.That(cleaned.Output, Does.Contain("Removing fastapi-service"));
        Assert.That(left.Output, Does.Contain("No containers exist"));
    }

    private Task ProgramAsync(string code) => File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_compose)!, "program.py"), code + "\n");

    private Task<Run> ComposeAsync(string target, params string[] arguments) => _checkout.RunAsync([target, "--docker-compose-file", _compose, .. arguments]);

    private async Task<Run> SucceedAsync(params string[] arguments)
    {
        var run = await _checkout.RunAsync(arguments);
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        return run;
    }
}
