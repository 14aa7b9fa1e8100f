using IntegrationTests.Answers;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.LocalStore;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.Caching;

/// <summary>The local caches of a compose project are maintained like those of single images, with the real compose.</summary>
[Category("Cache")]
[Platform("Linux")]
[NonParallelizable]
public sealed class ComposeBuildSpecs
{
    private readonly List<string> _printed = [];
    private CacheBench _bench = null!;
    private string _folder = null!;
    private string _cache = null!;

    [OneTimeSetUp]
    public async Task Start() => _bench = await CacheBench.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
    }

    [SetUp]
    public void Create()
    {
        _printed.Clear();
        _folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, $"project-{Guid.NewGuid():N}")).FullName;
        _cache = Path.Combine(_folder, "caches");
        foreach (var name in new[] { "api", "odd" })
            Directory.Move(_bench.Context($"{Guid.NewGuid():N}", Guid.NewGuid().ToString()), Path.Combine(_folder, name));
        File.WriteAllText(Path.Combine(_folder, "compose.yaml"), "services:\n  api:\n    build: ./api\n  odd.name:\n    build: { context: ./odd }\n");
    }

    [Test]
    public async Task A_cache_holds_after_each_build_what_is_live_and_each_service_has_its_report()
    {
        IReadOnlyList<BuildReport> reports = [];
        for (var round = 0; round < 3; round++)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "api", "code"), Guid.NewGuid().ToString());
            reports = await BuildAsync();
        }

        Assert.That(reports.Select(report => report.Count(StepResult.Ran)), Is.EqualTo([1, 0]));
        Assert.That(reports.Select(report => report.CacheExports.Single().Succeeded), Is.All.True);
        Assert.That(reports.Select(report => report.UserSteps.Count()), Is.EqualTo([3, 3]));
        AssertWhole("api");
        AssertWhole("odd.name");
    }

    [Test]
    public async Task The_caches_are_read_where_the_engine_has_forgotten_all()
    {
        await BuildAsync();
        await _bench.ForgetAsync();

        var reports = await BuildAsync();

        Assert.That(reports.Select(report => report.HitRate), Is.All.EqualTo(1), string.Join('\n', _printed));
    }

    [Test]
    public async Task A_damaged_blob_is_set_aside_and_the_images_are_built()
    {
        await BuildAsync();
        await _bench.ForgetAsync();
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(_cache, "api", "blobs", "sha256")))
            await File.WriteAllTextAsync(blob, "");

        var reports = await BuildAsync();

        Assert.That(reports[0].Notes, Has.One.Contains("0 bytes instead of"));
        Assert.That(reports[1].HitRate, Is.EqualTo(1), "the other service keeps its cache");
        AssertWhole("api");
    }

    [Test]
    public async Task Compose_and_a_build_of_an_image_share_a_cache_at_once()
    {
        var image = AnswerProcess.In(new BuildxBuildSettings(), _bench.Connection, _folder)
            .SetContext(Path.Combine(_folder, "odd"))
            .AddCacheTo(new LocalCacheTo(Path.Combine(_cache, "api")) { Mode = CacheMode.Max, Tag = "other" });

        await Task.WhenAll(
            Enumerable.Range(0, 3).SelectMany(round => new Task[] { BuildAsync(laidOver: $"cache-{round}.yaml"), BuildxTasks.BuildxBuildAsync(image) }));

        Assert.That(AssertWhole("api").Images.Select(found => found.Tag), Is.EquivalentTo(["latest", "other"]));
    }

    [Test]
    public async Task A_cache_that_can_not_be_written_costs_the_cache_and_not_the_images()
    {
        Directory.CreateDirectory(_cache);
        await File.WriteAllTextAsync(Path.Combine(_cache, "api"), "precious");

        var reports = await BuildAsync();

        Assert.That(reports.Select(report => report.CacheNotWritten), Is.EqualTo([true, false]));
        Assert.That(_printed, Has.Exactly(1).Contains("built without exporting that cache"));
    }

    [Test]
    public async Task An_export_that_fails_is_left_out_for_that_service_alone()
    {
        var services = Services().ToList();
        services[0] = services[0] with { Build = services[0].Build with { CacheTo = [new RegistryCacheTo("127.0.0.1:9/cache:api")] } };

        var reports = await BuildAsync(services);

        Assert.That(reports[0].Attempts.Select(attempt => attempt.Rung), Is.EqualTo([RecoveryRung.First, RecoveryRung.WithoutExport]));
        Assert.That(reports.Select(report => report.CacheNotWritten), Is.EqualTo([true, false]), string.Join('\n', _printed));
    }

    [Test]
    public async Task A_failing_step_is_told_as_one_and_never_tried_again()
    {
        await File.AppendAllTextAsync(Path.Combine(_folder, "api", "Dockerfile"), "RUN --network=none [\"/site/wheel\"]\n");

        var failure = await Assert.ThrowsAsync<DockerBuildException>(() => BuildAsync());

        Assert.That(failure!.ExitCode, Is.EqualTo((int)DockerFaultKind.StepFailed));
        Assert.That(failure.Message, Does.Contain("Dockerfile:6").And.Contain("RUN --network=none"));
        Assert.That(failure.Fault.Tried, Is.Null);
    }

    [Test]
    public async Task Caches_that_the_project_s_own_file_names_are_swept_too()
    {
        var own = Path.Combine(_folder, "own");
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "compose.yaml"),
            "services:\n  api:\n    build:\n      context: ./api\n      cache_to: [\"type=local,dest=own\"]\n");
        var service = Services().First() with { HasOwnCache = true };
        service = service with { Build = service.Build with { CacheFrom = null, CacheTo = [new LocalCacheTo("own")] } };
        for (var round = 0; round < 2; round++)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "api", "code"), Guid.NewGuid().ToString());
            await BuildAsync([service]);
        }

        Assert.That(LocalCacheInfo.Read(own).DeadBytes, Is.Zero);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "cache.yaml")), Does.EndWith("services: {}\n"));
    }

    [Test]
    public async Task Caches_are_written_into_the_file_once_and_nothing_else_of_it_changes()
    {
        const string text =
            "# ours\r\nservices:\r\n  api:   # the API\r\n    build: ./api # here\r\n    environment: { A: \"$$1\" }\r\n\r\n"
            + "  odd.name:\r\n    build: { context: ./odd }\r\n";
        var file = Path.Combine(_folder, "compose.yaml");
        await File.WriteAllTextAsync(file, text);
        var writer = new ComposeCacheWriter(AnswerProcess.In(new ComposeConfigSettings(), _bench.Connection, _folder));

        foreach (var service in Services())
            Assert.That(await writer.WriteAsync([file], service.Service, service.Cache), Is.EqualTo(file));

        var model = await ComposeTasks.ComposeConfigAnswerAsync(AnswerProcess.In(new ComposeConfigSettings(), _bench.Connection, _folder).AddFile(file));
        Assert.That(model.Services["api"].Build!.CacheTo.Single(), Is.EqualTo($"type=local,dest={_cache}/api,mode=max"));
        Assert.That(model.Services["odd.name"].Build!.CacheFrom.Single(), Is.EqualTo($"type=local,src={_cache}/odd.name"));
        var written = await File.ReadAllTextAsync(file);
        Assert.That(
            written,
            Does.Contain("    build: # here\r\n      context: ./api\r\n      cache_from:\r\n").And.StartWith("# ours\r\nservices:\r\n  api:   # the API\r\n"));
        Assert.That(await File.ReadAllTextAsync($"{file}.bak"), Is.EqualTo(text));
        foreach (var service in Services())
            Assert.That(await writer.WriteAsync([file], service.Service, service.Cache), Is.Null);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(written));
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(["compose.yaml", "compose.yaml.bak", "compose.yaml.bak2"]));
    }

    [Test]
    public async Task A_build_that_others_share_by_an_anchor_is_left_as_it_is()
    {
        const string text = "services:\n  api:\n    build: &shared\n      context: ./api\n  odd.name:\n    build: *shared\n";
        var file = Path.Combine(_folder, "compose.yaml");
        await File.WriteAllTextAsync(file, text);
        var writer = new ComposeCacheWriter(AnswerProcess.In(new ComposeConfigSettings(), _bench.Connection, _folder));

        foreach (var service in Services())
            Assert.That(await writer.WriteAsync([file], service.Service, service.Cache), Is.Null);

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(text));
    }

    private IEnumerable<ComposeServiceBuild> Services() => new[] { ("api", "api"), ("odd.name", "odd") }.Select(service =>
    {
        var cache = LocalCacheFolder.Decide(Path.Combine(_cache, service.Item1), canExport: true);
        var build = AnswerProcess.In(new BuildxBuildSettings(), _bench.Connection, _folder)
            .SetContext(Path.Combine(_folder, service.Item2))
            .AddTag($"{Path.GetFileName(_folder)}-{service.Item1}")
            .AddCacheFrom(cache.From)
            .AddCacheTo(cache.To);
        return new ComposeServiceBuild(service.Item1, build, cache);
    });

    private async Task<IReadOnlyList<BuildReport>> BuildAsync(IEnumerable<ComposeServiceBuild>? services = null, string laidOver = "cache.yaml")
    {
        var engine = _bench.Connection.Connect();
        return await ComposeTasks.ComposeBuildAsync(
            AnswerProcess.In(new ComposeBuildSettings(), _bench.Connection, _folder).AddFile(Path.Combine(_folder, "compose.yaml")),
            new ComposeBuildOptions
            {
                Services = [.. services ?? Services()],
                OverrideFile = Path.Combine(_folder, laidOver),
                Engine = engine,
                Print = (_, line) =>
                {
                    lock (_printed)
                        _printed.Add(line);
                },
            });
    }

    private LocalCacheInfo AssertWhole(string service)
    {
        var info = LocalCacheInfo.Read(Path.Combine(_cache, service), full: true);
        Assert.That((info.Damages.Count, info.DeadBytes), Is.EqualTo((0, 0L)), string.Join('\n', info.Damages));
        Assert.That(info.LiveBytes, Is.Positive);
        return info;
    }
}
