namespace IntegrationTests.Python;

/// <summary>Dockerfiles from the writer, built and run as a user would.</summary>
[Category("Python")]
[Platform("Linux")]
public sealed class GeneratedDockerfileSpecs : SealedSourcesFixture
{
    // The files that the writer's unit tests expect.
    private static string ExpectedFiles => Path.Combine(Repository.Root, "tests", "Nuke.Docker.BuildKit.Python.Tests", "Writing", "Expected");

    [Test]
    public async Task A_service_with_requirements_is_built_runs_without_rights_and_answers()
    {
        var port = ServiceContainer.FreePort();
        using var image = new GeneratedImage(Connection, Sources, "pip");
        await image.ShellAsync($"cp -R '{Path.Combine(Repository.Root, "templates", "fastapi-service")}/.' . && rm Dockerfile");
        image.Generate(
            project => project with { Port = port, StartCommand = [.. project.StartCommand.Select(argument => argument == "8000" ? $"{port}" : argument)] });
        await image.BuildAsync();

        await using (var service = await ServiceContainer.StartAsync(Connection, image.Name, port, "--health-interval=1s"))
        {
            var answer = await service.GetAsync("health");
            var check = await service.HealthAsync();
            var user = await service.ExecuteAsync("id -u");

            Assert.Multiple(() =>
            {
                Assert.That(answer, Is.EqualTo("""{"status":"ok"}"""));
                Assert.That(check, Is.EqualTo("healthy"));
                Assert.That(user, Is.EqualTo("10001"));
            });
        }

        // No compiler, no wheels, no pip cache, and bytecode that is validated by its source and not by a time.
        var found = await image.RunAsync("sh -c 'command -v gcc cc; ls -d /wheels /heavy /dist /root/.cache/pip 2>/dev/null; true'");
        var bytecode = await image.RunAsync("python -c 'import fastapi; print(open(fastapi.__cached__, \"rb\").read(8)[4] & 1)'");
        Assert.That((found.Replace("WARNING: IPv4 forwarding is disabled. Networking will not work.\n", ""), bytecode.Trim()[^1]), Is.EqualTo(("", '1')));

        // The third field would be the day on which the step ran, which a cached step keeps.
        var network = Connection.NeedsHostNetwork ? "--network=host" : "";
        Assert.That(await image.ShellAsync($"docker run --rm {network} --user 0 {image.Name} grep ^app: /etc/shadow"), Does.EndWith("app:!::0:99999:7:::\n"));

        image.Write("app/extra.py", $"# {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        Assert.That(ran, Has.One.Items.And.All.Contain("COPY . ."));
    }

    [Test]
    public async Task A_package_is_installed_last_from_its_own_wheel()
    {
        using var image = new GeneratedImage(Connection, Sources, "package");
        image.Write("pyproject.toml", $$"""
            [project]
            name = "acme-service"
            version = "1.2.3"
            requires-python = ">=3.11"
            dependencies = ["click>=8"]
            scripts = { acme-service = "acme_service.cli:main" }
            {{BuildBackend.Table}}
            """);
        image.Write("build_backend/backend.py", BuildBackend.Source("acme_service"));
        image.Write("src/acme_service/__init__.py", "");
        image.Write("src/acme_service/cli.py", "import click\n\nprint('one', click.__name__)\n");
        image.Generate();
        await image.BuildAsync();
        var before = await image.RunAsync("python -m acme_service.cli");

        image.Write("src/acme_service/cli.py", $"import click\n\nprint('two', click.__name__)  # {Guid.NewGuid()}\n");
        var ran = PlainLog.StepsThatRan(await image.BuildAsync());
        var after = await image.RunAsync("python -m acme_service.cli");
        var files = await image.RunAsync("ls -A /app");

        Assert.Multiple(() =>
        {
            Assert.That(before, Does.Contain("one click"));
            Assert.That(after, Does.Contain("two click"));
            Assert.That(ran.Select(step => step.Split(' ')[0]).Order(), Is.EqualTo((string[])["project", "runtime"]), string.Join('\n', ran));
            Assert.That(files.Trim(), Does.Not.Contain("src"));
        });
    }

    [Test]
    public async Task A_script_ends_when_it_is_told_to()
    {
        using var image = new GeneratedImage(Connection, Sources, "script");
        image.Write(
            "hello.py",
            "import time\nprint('hello', flush=True)\ntry:\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    print('ended', flush=True)\n");
        image.Generate();
        await image.BuildAsync();

        var output = await image.ShellAsync(
            $"id=$(docker run -d {(Connection.NeedsHostNetwork ? "--network=host" : "")} {image.Name} | tail -1); sleep 1; "
            + "docker stop --time 60 $id >/dev/null; docker logs $id; docker inspect -f '{{.State.ExitCode}}' $id; docker rm $id >/dev/null");

        Assert.That(output, Does.Contain("hello\nended\n0\n"));
    }

    [Test]
    public async Task Compose_understands_every_file_that_is_written()
    {
        string[] files =
        [
            .. Directory.GetFiles(ExpectedFiles, "*.compose.yaml"),
            .. Directory.GetFiles(WrittenTemplates.Root, "compose.yaml", SearchOption.AllDirectories),
        ];

        await Shell.RunAsync(
            Connection,
            $"for f in {string.Join(' ', files.Select(file => $"'{file}'"))}; do docker compose --file $f config --quiet || {{ echo $f; exit 1; }}; done");

        Assert.That(files, Has.Length.GreaterThan(20));
    }

    [Test]
    public async Task BuildKits_own_checks_find_nothing_in_any_of_them()
    {
        var image = Sources.PythonImage ?? "python:3.13-slim";
        var directory = Directory.CreateTempSubdirectory("checked-");

        var output = await Shell.RunAsync(
            Connection,
            $"for f in '{ExpectedFiles}'/*.Dockerfile; do "
            + $"docker buildx build --check --build-arg PYTHON_IMAGE={image} --build-arg UV_IMAGE={image} -f \"$f\" . || exit 1; done",
            directory.FullName);

        directory.Delete();
        Assert.That(
            output.Split('\n').Count(line => line.Contains("no warnings found", StringComparison.Ordinal)),
            Is.EqualTo(Directory.GetFiles(ExpectedFiles, "*.Dockerfile").Length),
            output);
    }
}
