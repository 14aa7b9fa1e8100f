using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.EndToEnd;

/// <summary>Mistakes of a user, and failures around a build: each has its own exit code and a message that says what to do.</summary>
[Category("EndToEnd")]
public sealed class BadInputSpecs
{
    private Checkout _checkout = null!;

    [SetUp]
    public async Task Copy() => _checkout = await Checkout.CreateAsync();

    [TearDown]
    public void Delete() => _checkout?.Dispose();

    [TestCase("DockerBuidl", 255, "DockerBuild")]
    [TestCase("--imgae fastapi-service", 2, "--image")]
    [TestCase("DockerBuild --image fastapi", (int)DockerFaultKind.UnknownImage, "fastapi-service")]
    [TestCase("DockerBuild --progress fancy", 2, "auto, plain, quiet, rawjson")]
    [TestCase("DockerBuild --platform linux-amd64", 2, "os/architecture")]
    [TestCase("DockerBuild --secret id=token,value=hunter2hunter2", 2, "id=NAME,src=FILE")]
    public async Task A_wrong_name_or_value_is_told_with_what_is_right(string arguments, int exitCode, string told)
    {
        var run = await _checkout.RunAsync(arguments.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
            Assert.That(run.Output, Does.Contain(told).And.Not.Contain("hunter2hunter2"));
            Assert.That(run.Output, Does.Not.Contain("   at "), "a user must not see a stack trace");
        });
    }

    [Test]
    public async Task A_missing_Dockerfile_offers_the_names_that_are_there()
    {
        File.Move(Path.Combine(_checkout.Service, "Dockerfile"), Path.Combine(_checkout.Service, "dockerfile.prod"));

        var run = await _checkout.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DockerfileMissing), run.ToString());
        Assert.That(run.Output, Does.Contain("dockerfile.prod"));
    }

    [Test]
    public async Task A_Dockerfile_that_does_not_parse_is_told_with_file_and_line()
    {
        Dockerfile("FROM scratch\n\nCOPPY app /app\n");

        var run = await _checkout.RunAsync("DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DockerfileSyntax), run.ToString());
        Assert.That(run.Output, Does.Contain("Dockerfile:3").And.Contain("COPPY"));
    }

    [Test]
    public async Task A_RUN_that_fails_is_told_with_its_step_its_last_lines_and_the_redacted_command()
    {
        Dockerfile("""
            ARG PYTHON_IMAGE
            FROM ${PYTHON_IMAGE} AS worker
            RUN --mount=type=secret,id=token,env=TOKEN echo "got $TOKEN" && echo nearly there && exit 7
            """);

        var run = await _checkout.RunAsync(new Dictionary<string, string?> { ["TOKEN"] = "s3cr3t-v4lue" }, "DockerBuild", "--secret", "id=token,env=TOKEN");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.StepFailed), run.ToString());
            Assert.That(run.Output, Does.Contain("worker 2/2").And.Contain("nearly there").And.Contain("exit code 7").Or.Contain("exit code: 7"));
            Assert.That(run.Output, Does.Contain("--secret id=token,env=TOKEN"));
        });
    }

    [Test]
    public async Task An_engine_that_is_named_but_does_not_answer_is_told_with_what_to_do()
    {
        var run = await _checkout.RunAsync(new Dictionary<string, string?> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" }, "DockerBuild");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.EngineUnavailable), run.ToString());
        Assert.That(run.Output, Does.Contain("/nowhere/docker.sock").And.Contain("DOCKER_HOST"));
    }

    [Test]
    public async Task A_cache_folder_that_cannot_be_written_is_told_before_the_build()
    {
        var file = _checkout.PathOf("a-file");
        File.WriteAllText(file, "");

        var run = await _checkout.RunAsync("DockerBuild", "--docker-recovery", "off", "--docker-cache-directory", $"{file}/cache");

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.CacheUnwritable), run.ToString());
        Assert.That(run.Output, Does.Contain("a-file"));
    }

    [Test]
    public async Task A_full_disk_is_told_as_such()
    {
        var connection = await TestEngine.ConnectAsync();
        var folder = Directory.CreateDirectory(_checkout.PathOf("small")).FullName;
        await Shell.RunAsync(connection, $"mount -t tmpfs -o size=256k tmpfs {folder}");
        try
        {
            var run = await _checkout.RunAsync("DockerBuild", "--docker-recovery", "off", "--docker-cache-directory", folder);

            Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.DiskFull), run.ToString());
            Assert.That(run.Output, Does.Contain("no space left").IgnoreCase);
        }
        finally
        {
            await Shell.RunAsync(connection, $"umount -l {folder}");
        }
    }

    [Test]
    public async Task Ctrl_C_stops_the_build_within_seconds_and_leaves_nothing_half_written()
    {
        Dockerfile("""
            ARG PYTHON_IMAGE
            FROM ${PYTHON_IMAGE}
            RUN echo begun && sleep 300
            """);
        var run = _checkout.Start("DockerBuild", "--progress", "plain");
        await run.WaitForAsync("| begun");

        var started = TimeProvider.System.GetTimestamp();
        run.Interrupt();
        await run.EndAsync();
        var took = TimeProvider.System.GetElapsedTime(started);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.Canceled), run.ToString());
            Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(15)), "seconds, not the step's five minutes");
            Assert.That(
                Directory.Exists(_checkout.PathOf("artifacts/docker/fastapi-service"))
                    ? Directory.GetFiles(_checkout.PathOf("artifacts/docker/fastapi-service"), "*.tmp")
                    : [],
                Is.Empty);
        });
    }

    [Test]
    [Slow]
    public async Task Ctrl_C_while_the_cache_is_written_leaves_no_half_of_a_blob()
    {
        Dockerfile("""
            ARG PYTHON_IMAGE
            FROM ${PYTHON_IMAGE}
            RUN dd if=/dev/urandom of=/random bs=1M count=300 status=none
            """);
        var run = _checkout.Start("DockerBuild");
        while (IngestedBytes() < 1_000_000 && run.IsRunning)
            await Task.Delay(10);

        run.Interrupt();
        await run.EndAsync();

        Assert.That(run.ExitCode, Is.EqualTo((int)DockerFaultKind.Canceled), run.ToString());
        Assert.That(Ingested(), Is.Empty);
    }

    // Files appear and disappear while they are counted.
    private long IngestedBytes()
    {
        try
        {
            return Ingested().Sum(file => new FileInfo(file).Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private IEnumerable<string> Ingested() => Directory.Exists(_checkout.CacheHome)
        ? Directory.GetFiles(_checkout.CacheHome, "*", SearchOption.AllDirectories).Where(file => file.Contains("/ingest/", StringComparison.Ordinal))
        : [];

    private void Dockerfile(string text) => File.WriteAllText(Path.Combine(_checkout.Service, "Dockerfile"), text);
}
