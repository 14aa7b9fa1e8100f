using IntegrationTests.Answers;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Caching;

/// <summary>Caches laid over a compose project, with the real compose.</summary>
[Category("Cache")]
[Platform("Linux")]
[NonParallelizable]
public sealed class ComposeCacheSpecs
{
    private CacheBench _bench = null!;

    [OneTimeSetUp]
    public async Task Start() => _bench = await CacheBench.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
    }

    [Test]
    public async Task Caches_are_written_and_read_service_by_service()
    {
        var folder = Project(
            "services:\n  api:\n    build: ./api\n  odd.name:\n    image: bench-odd\n    build: { context: ./odd }\n  db:\n    image: postgres\n");
        var (api, odd) = (_bench.NewImage(), _bench.NewImage());
        IReadOnlyList<ComposeServiceBuild> Services() =>
        [
            Service("api", api, CacheStrategy.Registry.Decide(_bench.Facts(api))),
            // A dollar sign and a comma in a path: compose's variables and buildx's attributes.
            Service("odd.name", "bench-odd", CacheStrategy.Local.Decide(_bench.Facts(odd) with { LocalFolder = Path.Combine(_bench.Folder, "a$b,c") })),
        ];

        var first = await BuildAsync(folder, Services());
        await _bench.ForgetAsync();
        var second = await BuildAsync(folder, Services());

        // Read from the events: if the layers of a cached step are pulled, the log says DONE for that step, before or after it says CACHED.
        Assert.That(first.Select(report => (report.Count(StepResult.Ran), report.Count(StepResult.Cached))), Is.All.EqualTo((3, 0)));
        Assert.That(second.Select(report => (report.Count(StepResult.Ran), report.Count(StepResult.Cached))), Is.All.EqualTo((0, 3)));
        Assert.That(File.Exists(Path.Combine(_bench.Folder, "a$b,c", odd[(odd.LastIndexOf('/') + 1)..], "index.json")), Is.True);

        ComposeServiceBuild Service(string name, string image, CacheDecision cache) =>
            new(
                name,
                AnswerProcess.In(new BuildxBuildSettings(), _bench.Connection, folder)
                    .SetContext(Path.Combine(folder, name.Split('.')[0]))
                    .AddTag(image)
                    .AddCacheFrom(cache.From)
                    .AddCacheTo(cache.To),
                cache);
    }

    [Test]
    public async Task A_secret_stands_in_no_file_and_reaches_compose()
    {
        var folder = Project("services:\n  api:\n    build: ./api\n");
        var laidOver = ComposeCacheOverride.Create(
            [new("api", new([new AzblobCacheFrom { AccountUrl = "https://a", SecretAccessKey = "s3cr3t$k3y" }], [], ""))]);
        var path = Path.Combine(folder, "cache.yaml");
        await File.WriteAllTextAsync(path, laidOver.Text);
        var settings = AnswerProcess.In(new ComposeConfigSettings(), _bench.Connection, folder).AddFile(Path.Combine(folder, "compose.yaml"), path);
        foreach (var (name, value) in laidOver.SecretVariables)
            settings = settings.AddSecretEnvironmentVariable(name, value);

        var model = await ComposeTasks.ComposeConfigAnswerAsync(settings);

        Assert.That(laidOver.Text, Does.Not.Contain("s3cr3t"));
        Assert.That(model.Services["api"].Build!.CacheFrom.Single(), Does.Contain("[REDACTED]").Or.Contain("s3cr3t$k3y"));
    }

    [TestCase("compose.yaml compose.yml docker-compose.yml docker-compose.yaml", "")]
    [TestCase("compose.yml docker-compose.yml docker-compose.yaml", "")]
    [TestCase("docker-compose.yml docker-compose.yaml", "")]
    [TestCase("docker-compose.yaml", "")]
    [TestCase("compose.yaml compose.override.yml compose.override.yaml docker-compose.override.yml docker-compose.override.yaml", "")]
    [TestCase("compose.yaml compose.override.yaml docker-compose.override.yml docker-compose.override.yaml", "")]
    [TestCase("compose.yaml docker-compose.override.yml docker-compose.override.yaml", "")]
    [TestCase("docker-compose.yml docker-compose.override.yaml", "")]
    [TestCase("compose.yaml compose.override.yaml sub/compose.override.yaml", "")]
    [TestCase("compose.yaml a.yml sub/b.yml", "COMPOSE_FILE=sub/b.yml:a.yml")]
    [TestCase("compose.yaml a.yml sub/b.yml", "export COMPOSE_FILE='a.yml;sub/b.yml' # both\nCOMPOSE_PATH_SEPARATOR=;")]
    public async Task The_files_are_those_that_compose_finds(string files, string environment)
    {
        var folder = Directory.CreateTempSubdirectory("compose-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "sub"));
        foreach (var file in files.Split(' '))
            await File.WriteAllTextAsync(Path.Combine(folder, file), $"services:\n  {file.Replace('/', '-').Replace('.', '-')}:\n    image: i\n");
        if (environment.Length > 0)
            await File.WriteAllTextAsync(Path.Combine(folder, ".env"), environment + "\n");
        var start = environment.Length > 0 || files.Contains("sub/", StringComparison.Ordinal) ? folder : Path.Combine(folder, "sub");
        var config = AnswerProcess.In(new ComposeConfigSettings(), _bench.Connection, start);

        var found = ComposeFiles.Find(start, _ => null);

        var own = await ComposeTasks.ComposeConfigAnswerAsync(config);
        var ours = await ComposeTasks.ComposeConfigAnswerAsync(config.AddFile(found));
        Directory.Delete(folder, recursive: true);
        Assert.That(found, Is.Not.Empty);
        Assert.That((ours.Name, string.Join(' ', ours.Services.Keys.Order())), Is.EqualTo((own.Name, string.Join(' ', own.Services.Keys.Order()))));
    }

    private string Project(string compose)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, $"project-{Guid.NewGuid():N}")).FullName;
        foreach (var name in new[] { "api", "odd" })
            Directory.Move(_bench.Context($"{Guid.NewGuid():N}", Guid.NewGuid().ToString()), Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, "compose.yaml"), compose);
        return folder;
    }

    private Task<IReadOnlyList<BuildReport>> BuildAsync(string folder, IReadOnlyList<ComposeServiceBuild> services) => ComposeTasks.ComposeBuildAsync(
        AnswerProcess.In(new ComposeBuildSettings(), _bench.Connection, folder).AddFile(Path.Combine(folder, "compose.yaml")),
        new ComposeBuildOptions { Services = services, OverrideFile = Path.Combine(folder, "compose.cache.yaml") });
}
