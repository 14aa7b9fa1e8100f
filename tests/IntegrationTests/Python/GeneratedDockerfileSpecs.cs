using System.Net;
using System.Net.Sockets;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.Python;

/// <summary>Dockerfiles from the writer, built and run as a user would.</summary>
[Category("Python")]
[Platform("Linux")]
public sealed class GeneratedDockerfileSpecs
{
    private const string Backend = """
        import pathlib, zipfile

        NAME = "acme_service-1.2.3"


        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
            files = {str(path.relative_to("src")): path.read_text() for path in sorted(pathlib.Path("src").rglob("*.py"))}
            files[f"{NAME}.dist-info/METADATA"] = "Metadata-Version: 2.1\nName: acme-service\nVersion: 1.2.3\n"
            files[f"{NAME}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            files[f"{NAME}.dist-info/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{NAME}.dist-info/RECORD"])
            pathlib.Path("build").mkdir(exist_ok=True)
            with zipfile.ZipFile(pathlib.Path(wheel_directory, f"{NAME}-py3-none-any.whl"), "w") as wheel:
                for path, text in files.items():
                    wheel.writestr(zipfile.ZipInfo(path), text)
            return f"{NAME}-py3-none-any.whl"
        """;

    private EngineConnection _connection = null!;
    private SealedInput _input = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _connection = await TestEngine.ConnectAsync();
        _input = await SealedInput.PrepareAsync(_connection, TestEngine.SealedInputs, "python:3.13-slim", TestContext.Progress.WriteLine);
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        if (_input is not null)
            await _input.DisposeAsync();
    }

    [Test]
    public async Task A_service_with_requirements_is_built_runs_without_rights_and_answers()
    {
        var port = FreePort();
        using var image = new GeneratedImage(_connection, _input, "pip");
        await image.ShellAsync($"cp -R '{Path.Combine(Repository.Root, "templates", "fastapi-service")}/.' . && rm Dockerfile");
        image.Generate(project => project with { Port = port, StartCommand = [.. project.StartCommand.Select(argument => argument == "8000" ? $"{port}" : argument)] });
        await image.BuildAsync();

        var container = (await image.ShellAsync($"docker run -d {(_connection.NeedsHostNetwork ? "--network=host" : $"-p 127.0.0.1:{port}:{port}")} --health-interval=1s {image.Name}")).Trim();
        try
        {
            using var client = new HttpClient();
            var answer = await GetWhenReadyAsync(client, $"http://127.0.0.1:{port}/health");
            var check = await image.ShellAsync($"for i in $(seq 50); do s=$(docker inspect -f '{{{{.State.Health.Status}}}}' {container}); [ $s = healthy ] && break; sleep 0.2; done; echo $s");
            var user = await image.ShellAsync($"docker exec {container} id -u");

            Assert.Multiple(() =>
            {
                Assert.That(answer, Is.EqualTo("""{"status":"ok"}"""));
                Assert.That(check.Trim(), Is.EqualTo("healthy"));
                Assert.That(user.Trim(), Is.EqualTo("10001"));
            });
        }
        finally
        {
            await image.ShellAsync($"docker rm -f {container}");
        }

        // No compiler, no wheels, no pip cache, and bytecode that is bound to its source and not to a time.
        var found = await image.RunAsync("sh -c 'command -v gcc cc; ls -d /wheels /heavy /dist /root/.cache/pip 2>/dev/null; true'");
        var bytecode = await image.RunAsync("python -c 'import fastapi; print(open(fastapi.__cached__, \"rb\").read(8)[4] & 1)'");
        Assert.That((found.Replace("WARNING: IPv4 forwarding is disabled. Networking will not work.\n", ""), bytecode.Trim()[^1]), Is.EqualTo(("", '1')));

        image.Write("app/extra.py", $"# {Guid.NewGuid()}\n");
        var ran = GeneratedImage.StepsThatRan(await image.BuildAsync());
        Assert.That(ran, Has.One.Items.And.All.Contain("COPY . ."));
    }

    [Test]
    public async Task A_package_is_installed_last_from_its_own_wheel()
    {
        using var image = new GeneratedImage(_connection, _input, "package");
        image.Write("pyproject.toml", """
            [project]
            name = "acme-service"
            version = "1.2.3"
            requires-python = ">=3.11"
            dependencies = ["click>=8"]
            scripts = { acme-service = "acme_service.cli:main" }

            [build-system]
            requires = []
            build-backend = "backend"
            backend-path = ["build_backend"]
            """);
        image.Write("build_backend/backend.py", Backend);
        image.Write("src/acme_service/__init__.py", "");
        image.Write("src/acme_service/cli.py", "import click\n\nprint('one', click.__name__)\n");
        image.Generate();
        await image.BuildAsync();
        var before = await image.RunAsync("python -m acme_service.cli");

        image.Write("src/acme_service/cli.py", $"import click\n\nprint('two', click.__name__)  # {Guid.NewGuid()}\n");
        var ran = GeneratedImage.StepsThatRan(await image.BuildAsync());
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
    public async Task A_small_dependency_more_leaves_the_layer_of_the_big_ones_alone()
    {
        using var image = new GeneratedImage(_connection, _input, "heavy", new() { HeavyLayer = true });
        image.Write("requirements.txt", "pydantic_core\nidna\n");
        image.Write("main.py", "import pydantic_core, idna\nprint('fine')\n");
        image.Generate(project => project with { HeavyDependencies = ["pydantic-core"] });
        await image.BuildAsync();

        image.Write("requirements.txt", $"pydantic_core\nidna\nsniffio\n# {Guid.NewGuid()}\n");
        var ran = GeneratedImage.StepsThatRan(await image.BuildAsync());
        var output = await image.RunAsync("python -c 'import sniffio, main'");

        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("fine"));
            Assert.That(ran.Where(step => step.Contains("/heavy/*.whl", StringComparison.Ordinal) || step.Contains("pip wheel --wheel-dir /heavy", StringComparison.Ordinal)), Is.Empty);
            Assert.That(ran.Where(step => step.Contains("/wheels/*.whl", StringComparison.Ordinal)), Has.One.Items);
        });
    }

    [Test]
    public async Task A_script_ends_when_it_is_told_to()
    {
        using var image = new GeneratedImage(_connection, _input, "script");
        image.Write("hello.py", "import time\nprint('hello', flush=True)\ntry:\n    time.sleep(600)\nexcept KeyboardInterrupt:\n    print('ended', flush=True)\n");
        image.Generate();
        await image.BuildAsync();

        var output = await image.ShellAsync(
            $"id=$(docker run -d {(_connection.NeedsHostNetwork ? "--network=host" : "")} {image.Name} | tail -1); sleep 1; docker stop --time 60 $id >/dev/null; docker logs $id; docker inspect -f '{{{{.State.ExitCode}}}}' $id; docker rm $id >/dev/null");

        Assert.That(output, Does.Contain("hello\nended\n0\n"));
    }

    [Test]
    public async Task BuildKits_own_checks_find_nothing_in_any_of_them()
    {
        var image = _input.PythonImage ?? "python:3.13-slim";
        var files = Path.Combine(Repository.Root, "tests", "Nuke.Docker.BuildKit.Tests", "Python", "Expected");
        var directory = Directory.CreateTempSubdirectory("checked-");

        var output = await Shell.RunAsync(
            _connection,
            $"for f in '{files}'/*.Dockerfile; do docker buildx build --check --build-arg PYTHON_IMAGE={image} --build-arg UV_IMAGE={image} -f \"$f\" . || exit 1; done",
            directory.FullName);

        directory.Delete();
        Assert.That(output.Split('\n').Count(line => line.Contains("no warnings found", StringComparison.Ordinal)), Is.EqualTo(Directory.GetFiles(files, "*.Dockerfile").Length), output);
    }

    private static async Task<string> GetWhenReadyAsync(HttpClient client, string address)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await client.GetStringAsync(new Uri(address));
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
