using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace Templates.Tests;

/// <summary>Projects made by <c>dotnet new</c>, linted and built by their own <c>./build.sh</c> on a real engine, and started.</summary>
[Category("Templates")]
[Platform("Linux")]
public sealed class TemplateSpecs
{
    // One name for all, so that their builds are identical and compiled only once.
    private const string Name = "made-project";

    private EngineConnection _connection = null!;
    private TemplatePackages _packages = null!;
    private SealedSources _sources = null!;
    private MadeService? _compiled;

    [OneTimeSetUp]
    public async Task Install()
    {
        _connection = await TestEngine.ConnectAsync();
        _packages = await InstalledTemplates.GetAsync();
        _sources = await SealedSources.PrepareAsync(_connection, TestEngine.SealedInputs, TestContext.Progress.WriteLine);
    }

    [OneTimeTearDown]
    public async Task Uninstall()
    {
        if (_connection is not null)
            await Shell.RunAsync(_connection, $"docker image rm -f {Name} >/dev/null 2>&1 || true");
        if (_sources is not null)
            await _sources.DisposeAsync();
    }

    [TestCaseSource(typeof(TemplateOptions), nameof(TemplateOptions.Services))]
    public async Task A_service_is_linted_built_answers_and_its_code_changes_alone(TemplateOptions options)
    {
        var port = ServiceContainer.FreePort();
        var service = await MakeAsync(options, "--port", $"{port}");

        var built = await LintAndBuildAsync(service, options);
        await using (var container = await ServiceContainer.StartAsync(_connection, service.Image, port, "--health-interval=1s"))
        {
            var answer = await container.GetAsync("health");
            var greeting = await container.GetAsync(options.Gpu ? "device" : "");
            var health = await container.HealthAsync();
            var user = await container.ExecuteAsync("id -u");

            Assert.Multiple(() =>
            {
                Assert.That(answer.Replace(" ", "", StringComparison.Ordinal).Trim(), Is.EqualTo("""{"status":"ok"}"""));
                Assert.That(greeting, Does.Contain(options.Gpu ? "cpu" : $"Hello from {Name}"));
                Assert.That((health, user), Is.EqualTo(("healthy", "10001")));
            });
        }

        await AssertGoodAsync(service, options, built);
    }

    [TestCaseSource(typeof(TemplateOptions), nameof(TemplateOptions.Workers))]
    public async Task A_worker_is_linted_built_works_until_it_is_stopped_and_its_code_changes_alone(TemplateOptions options)
    {
        var worker = await MakeAsync(options);

        var built = await LintAndBuildAsync(worker, options);
        var log = await Shell.RunAsync(_connection, $"""
            container=$(docker run -d {(_connection.NeedsHostNetwork ? "--network=host" : "")} -e INTERVAL=0.2 {worker.Image})
            for attempt in $(seq 300); do docker logs $container 2>&1 | grep -q working && break; sleep 0.1; done
            echo "user $(docker exec $container id -u)"
            docker stop --time 30 $container >/dev/null
            docker logs $container 2>&1
            echo "exit code $(docker wait $container)"
            docker rm -f $container >/dev/null
            """);

        Assert.That(log, Does.Contain("working").And.Contain("stopped").And.Contain("exit code 0").And.Contain("user 10001"));
        await AssertGoodAsync(worker, options, built);
    }

    [Test]
    public async Task What_compose_starts_becomes_healthy()
    {
        var port = ServiceContainer.FreePort();
        var service = await MakeAsync(TemplateOptions.Services.First(options => options is { Compose: true, Gpu: false }), "--port", $"{port}");
        await service.BuildAsync();
        // An engine without a bridge network doesn't publish ports.
        var files = _connection.NeedsHostNetwork ? "-f compose.yaml -f host.yaml" : "";
        await File.WriteAllTextAsync(service.PathOf("host.yaml"), $"services:\n  {Name}:\n    network_mode: host\n    ports: !reset []\n");

        var output = await Shell.RunAsync(
            _connection,
            $"docker compose {files} up --no-build --wait --wait-timeout 60 && docker compose {files} ps --format '{{{{.Health}}}}'; code=$?; "
            + $"docker compose {files} down; exit $code",
            service.Directory);

        Assert.That(output.Split('\n'), Has.One.EqualTo("healthy"), output);
    }

    [Test]
    public async Task A_build_on_the_embedded_host_builds_at_once()
    {
        var directory = await _packages.MakeAsync("python-worker", "made-embedded", "--host", "embedded", "--no-restore");
        var worker = new MadeService(_packages, _connection, _sources, directory, "pip");

        var run = await worker.BuildAsync();

        Assert.That(await File.ReadAllTextAsync(worker.PathOf("build/_build.csproj")), Does.Contain(">embedded</NukeHost>"));
        Assert.That(run.Output, Does.Not.Contain("using the embedded host"));
        Assert.That(worker.Report.UserSteps, Is.Not.Empty);
        await Shell.RunAsync(_connection, "docker image rm -f made-embedded");
    }

    private async Task<IReadOnlyList<StepReport>> LintAndBuildAsync(MadeService service, TemplateOptions options)
    {
        var findings = await service.LintAsync();
        Assert.That(findings, Is.Empty);
        Assert.That(File.Exists(service.PathOf("compose.yaml")), Is.EqualTo(options.Compose));
        if (options.Compose)
            await Shell.RunAsync(_connection, "docker compose config --quiet", service.Directory);

        await service.BuildAsync();
        return [.. service.Report.UserSteps];
    }

    private static async Task AssertGoodAsync(MadeService service, TemplateOptions options, IReadOnlyList<StepReport> built)
    {
        var leftovers = await service.FindLeftoversAsync();
        await File.AppendAllTextAsync(service.PathOf("app/__init__.py"), $"# {Guid.NewGuid()}\n");
        // Files that may be in a folder of code but don't belong in an image.
        await File.WriteAllTextAsync(service.PathOf("app/.env"), "PASSWORD=hidden\n");
        await service.BuildAsync();
        var files = await service.ListAsync("/app/app");

        Assert.Multiple(() =>
        {
            Assert.That(built, Is.Not.Empty);
            Assert.That(built.Select(step => step.Result), Is.All.AnyOf(StepResult.Ran, StepResult.Cached));
            Assert.That(leftovers, Is.Empty);
            Assert.That(service.Report.UserSteps.Where(step => step.Result == StepResult.Ran).Select(step => step.Instruction), Is.EqualTo(["COPY app ./app"]));
            Assert.That(files, Does.Contain("__init__.py").And.Not.Contain(".env"), options.ToString());
        });
    }

    private async Task<MadeService> MakeAsync(TemplateOptions options, params string[] others)
    {
        var directory = await _packages.MakeAsync(options.Template, Name, options.Arguments(others));
        _sources.Name(directory, options.PackageManager);
        var service = new MadeService(_packages, _connection, _sources, directory, options.PackageManager);
        if (_compiled is not null)
            service.TakeCompiledBuildOf(_compiled);
        _compiled ??= service;
        return service;
    }
}
