using Nuke.Docker.BuildKit.Reports;
using SealedInputs;

namespace IntegrationTests.EndToEnd;

/// <summary>The parameters that say where caches live, and <c>DockerComposeBuild</c>, on a real engine.</summary>
[Category("Cache")]
[NonParallelizable]
public sealed class CacheTargetSpecs
{
    // A CI system would set the branch and possibly a bucket.
    private static readonly Dictionary<string, string?> s_laptop = new()
    {
        ["CI"] = null,
        ["GITHUB_ACTIONS"] = null,
        ["GITLAB_CI"] = null,
        ["TF_BUILD"] = null,
        ["JENKINS_URL"] = null,
        ["AWS_BUCKET"] = null,
    };

    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private SmallRepository _repository = null!;
    private LoopbackRegistry _registry = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        _repository = await SmallRepository.CreateAsync($"cache-one-{_id}=one");
        _repository.Write(".git/HEAD", "ref: refs/heads/feature/x\n")
            .Write("one/Dockerfile", "FROM scratch\nCOPY file /\n")
            .Write("one/file", _id)
            .Write("compose.yaml", $"services:\n  # kept as it is\n  api:\n    image: cache-one-{_id}\n    build: ./one\n");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_registry is not null)
            await _registry.DisposeAsync();
        if (_repository is null)
            return;
        await Shell.RunAsync(await TestEngine.ConnectAsync(), $"docker image rm -f cache-one-{_id} 2>/dev/null || true");
        _repository.Dispose();
    }

    [Test]
    public async Task A_registry_that_is_named_gets_a_tag_for_the_branch_and_the_report_says_why()
    {
        var run = await RunAsync(
            "DockerBuild",
            "--docker-cache",
            "registry",
            "--docker-cache-ref",
            $"{_registry.Address}/caches/{_id}",
            "--docker-cache-default-branch",
            "trunk");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        var report = BuildReportReader.Read(_repository.PathOf($"artifacts/docker/cache-one-{_id}/report.json"));
        Assert.That(report.Cache!.To.Single(), Does.Contain($"ref={_registry.Address}/caches/{_id}:cache-one-{_id}__feature-x-5eded39a5d,mode=max"));
        Assert.That(report.Cache.From, Has.Count.EqualTo(2).And.Some.EndsWith("__trunk"));
        Assert.That(report.CacheExports.Single().Succeeded, Is.True);
        Assert.That(run.Output, Does.Contain($"cache: {report.Cache.Reason}"));
    }

    [Test]
    public async Task A_cache_folder_in_the_repository_is_ignored_once()
    {
        await File.WriteAllTextAsync(_repository.PathOf(".gitignore"), "bin/\n");

        var first = await RunAsync("DockerBuild", "--docker-cache-directory", "one/.buildcache");
        var second = await RunAsync("DockerBuild", "--force", "--docker-cache-directory", "one/.buildcache");

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), $"{first}\n{second}");
        Assert.That(first.Output, Does.Contain("Added /one/.buildcache/ to .gitignore").And.Contain("Added .buildcache to one/.dockerignore"));
        Assert.That(second.Output, Does.Not.Contain("Added "));
        Assert.That(
            await File.ReadAllTextAsync(_repository.PathOf(".gitignore")),
            Is.EqualTo("bin/\n\n# The build cache of docker buildx\n/one/.buildcache/\n"));
        Assert.That(BuildReportReader.Read(_repository.PathOf($"artifacts/docker/cache-one-{_id}/report.json")).HitRate, Is.EqualTo(1));
    }

    [Test]
    public async Task Compose_s_images_are_built_with_caches_and_its_file_stays_as_it_is()
    {
        var before = await File.ReadAllTextAsync(_repository.PathOf("compose.yaml"));

        var run = await RunAsync("DockerComposeBuild", "--docker-cache", "registry,local:ro", "--docker-cache-ref", $"{_registry.Address}/compose/{_id}");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("COPY file /").And.Contain("written to registry").And.Match("DockerComposeBuild +Succeeded.*Images: 1"));
        Assert.That(await File.ReadAllTextAsync(_repository.PathOf("compose.yaml")), Is.EqualTo(before));
        Assert.That(
            await File.ReadAllTextAsync(_repository.PathOf(".nuke/temp/compose.cache.yaml")),
            Does.Contain($"{_registry.Address}/compose/{_id}:cache-one-{_id}__feature-x-5eded39a5d"));
    }

    [Test]
    [Slow]
    public async Task Compose_s_files_get_the_caches_where_that_is_asked_for_and_a_failing_step_has_its_exit_code()
    {
        var file = _repository.PathOf("compose.yaml");
        var dockerfile = _repository.PathOf("one/Dockerfile");
        var (before, steps) = (await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(dockerfile));
        string[] arguments =
        [
            "DockerComposeBuild", "--docker-cache", "registry", "--docker-cache-ref", $"{_registry.Address}/written/{_id}", "--docker-compose-write",
        ];
        try
        {
            var first = await RunAsync(arguments);
            var written = await File.ReadAllTextAsync(file);
            var second = await RunAsync(arguments);
            await File.AppendAllTextAsync(dockerfile, "RUN [\"/nothing\"]\n");
            var third = await RunAsync(arguments);

            Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((0, 0, 13)), $"{first}\n{second}\n{third}");
            Assert.That(written, Does.Contain("cache_to:"));
            Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(written), "a second run changes nothing");
            Assert.That(await File.ReadAllTextAsync($"{file}.bak"), Is.EqualTo(before));
        }
        finally
        {
            await File.WriteAllTextAsync(file, before);
            await File.WriteAllTextAsync(dockerfile, steps);
        }
    }

    [TestCase("magic", "'magic' is not a cache strategy. Use auto, local, registry")]
    [TestCase("s3", "no bucket is set. Set AWS_BUCKET")]
    public async Task A_strategy_that_cannot_be_carried_out_is_told_before_the_build(string strategy, string words)
    {
        var run = await RunAsync("DockerBuild", "--docker-cache", strategy);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
        Assert.That(run.Output, Does.Contain(words).And.Not.Contain("[internal]"));
    }

    [Test]
    public async Task A_bucket_on_the_engine_s_own_builder_is_refused_before_the_build()
    {
        var run = await _repository.RunAsync(
            new Dictionary<string, string?>(s_laptop) { ["AWS_BUCKET"] = "b", ["AWS_REGION"] = "r" },
            "DockerBuild",
            "--docker-cache",
            "s3");

        Assert.That(run.ExitCode, Is.EqualTo(2), run.ToString());
        Assert.That(run.Output, Does.Contain("unknown cache exporter: \"s3\"").And.Contain("docker-container, kubernetes or remote"));
    }

    private Task<Run> RunAsync(params string[] arguments) => _repository.RunAsync(s_laptop, arguments);
}
