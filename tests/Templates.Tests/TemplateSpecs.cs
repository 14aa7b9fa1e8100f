using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Templates;

/// <summary>Projects made by <c>dotnet new</c>, built by their own <c>./build.sh DockerBuild</c> on a real engine, and started.</summary>
[Category("Templates")]
[Platform("Linux")]
public sealed class TemplateSpecs
{
    private EngineConnection _connection = null!;
    private TemplatePackages _packages = null!;
    private SealedSources _sources = null!;
    private MadeService? _compiled;

    [OneTimeSetUp]
    public async Task Install()
    {
        _connection = await TestEngine.ConnectAsync();
        _packages = await TemplatePackages.InstallAsync();
        _sources = await SealedSources.PrepareAsync(_connection);
    }

    [OneTimeTearDown]
    public async Task Uninstall()
    {
        if (_connection is not null)
            await Shell.RunAsync(_connection, "docker image rm -f made-service made-worker >/dev/null 2>&1 || true");
        if (_sources is not null)
            await _sources.DisposeAsync();
        _packages?.Dispose();
    }

    [TestCaseSource(typeof(TemplateOptions), nameof(TemplateOptions.Combinations))]
    public async Task A_service_is_built_at_once_and_answers(TemplateOptions options)
    {
        var port = MadeService.FreePort();
        var service = await MakeAsync(options, port);

        await service.BuildAsync("DockerBuild");
        var (answer, user) = await service.AskAsync(port, "/health");
        var greeting = await service.AskAsync(port, options.Gpu ? "/device" : "/");

        Assert.Multiple(() =>
        {
            Assert.That(answer.Replace(" ", "", StringComparison.Ordinal).Trim(), Is.EqualTo("""{"status":"ok"}"""));
            Assert.That(greeting.Answer, Does.Contain(options.Gpu ? "cpu" : "Hello from made-service"));
            Assert.That(user, Is.EqualTo("10001"));
            Assert.That(File.Exists(service.PathOf("compose.yaml")), Is.EqualTo(options.Compose));
            Assert.That(service.Report.UserSteps.Select(step => step.Result), Has.Some.EqualTo(StepResult.Ran).Or.All.EqualTo(StepResult.Cached));
        });
    }

    [TestCaseSource(typeof(TemplateOptions), nameof(TemplateOptions.Combinations))]
    public async Task Changing_code_runs_no_dependency_step(TemplateOptions options)
    {
        var service = await MakeAsync(options, 8000);
        await service.BuildAsync("DockerBuild");
        await File.AppendAllTextAsync(service.PathOf("app/__init__.py"), $"# {Guid.NewGuid()}\n");

        await service.BuildAsync("DockerBuild");

        Assert.That(service.Report.UserSteps.Where(step => step.Result == StepResult.Ran).Select(step => step.Instruction), Is.EqualTo(["COPY app ./app"]));
    }

    [TestCaseSource(typeof(TemplateOptions), nameof(TemplateOptions.Combinations))]
    public async Task The_image_has_no_compilers_no_wheels_and_no_caches(TemplateOptions options)
    {
        var service = await MakeAsync(options, 8000);
        await service.BuildAsync("DockerBuild");

        // The base image's own pip brings a wheel or two.
        var found = await Shell.RunAsync(_connection, $"""
            docker run --rm --user 0 {(_connection.NeedsHostNetwork ? "--network=host" : "")} --entrypoint sh {service.Image} -c '
              for name in gcc cc g++ make cargo uv poetry; do command -v $name; done
              find / -xdev -name "*.whl" -not -path "*/ensurepip/*" -not -path "/usr/share/python-wheels/*"
              find /root/.cache /wheels /heavy -type f 2>/dev/null; true'
            """);

        Assert.That(found, Is.Empty);
    }

    [TestCase("pip")]
    [TestCase("uv")]
    [TestCase("poetry")]
    public async Task A_worker_works_until_it_is_stopped(string packageManager)
    {
        var worker = new MadeService(
            _packages, _connection, _sources, await _packages.MakeAsync("python-worker", "made-worker", "--package-manager", packageManager, "--no-restore"), packageManager);
        _sources.Name(worker.Directory, packageManager);

        await worker.BuildAsync("DockerBuild");
        var log = await Shell.RunAsync(_connection, $"""
            container=$(docker run -d {(_connection.NeedsHostNetwork ? "--network=host" : "")} -e INTERVAL=0.2 {worker.Image})
            for attempt in $(seq 100); do docker logs $container 2>&1 | grep -q working && break; sleep 0.1; done
            docker stop --time 8 $container >/dev/null
            docker logs $container 2>&1
            echo "exit code $(docker wait $container)"
            docker rm -f $container >/dev/null
            """);

        Assert.That(log, Does.Contain("working").And.Contain("stopped").And.Contain("exit code 0"));
    }

    [TestCase("python-dockerfile", "python-service/pip-fastapi/Dockerfile", "Dockerfile")]
    [TestCase("python-dockerignore", "python-service/pip-fastapi/.dockerignore", ".dockerignore")]
    public async Task An_item_is_the_file_of_the_service(string template, string source, string file)
    {
        var directory = await _packages.MakeAsync(template, "python-service");

        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, file)), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "templates", source))));
        Assert.That(Directory.GetFileSystemEntries(directory), Has.One.Items);
    }

    [Test]
    public async Task A_name_that_no_image_can_have_becomes_one_that_it_can()
    {
        var directory = await _packages.MakeAsync("python-service", "My Bot.Two", "--no-restore", "--python-version", "3.12");

        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, "build/Build.cs")), Does.Contain("new(\"my-bot-two\")"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory, "Dockerfile")), Does.Contain("ARG PYTHON_IMAGE=python:3.12-slim"));
    }

    private async Task<MadeService> MakeAsync(TemplateOptions options, int port)
    {
        var directory = await _packages.MakeAsync("python-service", "made-service", options.Arguments(port));
        _sources.Name(directory, options.PackageManager);
        var service = new MadeService(_packages, _connection, _sources, directory, options.PackageManager);
        if (_compiled is not null)
            service.TakeCompiledBuildOf(_compiled);
        _compiled ??= service;
        return service;
    }
}
