using System.Security.Cryptography;
using IntegrationTests.Engines;
using IntegrationTests.Python;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Text.Faults;
using SealedInputs;

namespace IntegrationTests.EndToEnd;

/// <summary>The targets that maintain caches, with two images: one with two stages and a cache mount, one with a single file.</summary>
[Category("Cache")]
[Platform("Linux")]
[NonParallelizable]
public sealed class CacheUpkeepSpecs : SealedSourcesFixture
{
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private SmallRepository _repository = null!;

    private string One => $"upkeep-one-{_id}";

    private string Two => $"upkeep-two-{_id}";

    [OneTimeSetUp]
    public async Task CreateAsync()
    {
        _repository = await SmallRepository.CreateAsync($"{One}=one;{Two}=two");
        Write("one", $$"""
            FROM {{Sources.PythonImage ?? "python:3.13-slim"}} AS builder
            RUN --mount=type=cache,id={{_id}},target=/mount echo {{_id}} >> /mount/runs && cp /mount/runs /runs
            FROM scratch
            COPY --from=builder /runs /
            COPY file /

            """);
        Write("two", "FROM scratch\nCOPY file /\n");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_repository is null)
            return;
        await Shell.RunAsync(await TestEngine.ConnectAsync(), $"docker image rm -f {One} {Two} 2>/dev/null || true");
        _repository.Dispose();
    }

    [Test]
    public async Task Caches_are_listed_and_deleted_image_by_image_or_all()
    {
        await BuildAsync();

        var both = await _repository.RunAsync("DockerCacheInfo");
        var clean = await _repository.RunAsync("DockerCacheClean", "--image", Two);
        var one = await _repository.RunAsync("DockerCacheInfo");
        var rest = await _repository.RunAsync("DockerCacheClean");
        var none = await _repository.RunAsync("DockerCacheInfo");

        Assert.Multiple(() =>
        {
            Assert.That(
                both.Output,
                Does.Match($"{One} .*live .*, dead 0 ?B")
                    .And.Match($"{Two} .*live ")
                    .And.Contain("latest: ")
                    .And.Contain("used just now")
                    .And.Match("DockerCacheInfo +Succeeded.*Caches: 2"));
            Assert.That(clean.Output, Does.Match($"Deleting the cache .*{Two}: ").And.Not.Contains(One));
            Assert.That(one.Output, Does.Contain(One).And.Not.Contains(Two));
            Assert.That(rest.Output, Does.Match($"Deleting the cache .*{One}: "));
            Assert.That(none.Output, Does.Match("Caches in .*: none"), none.ToString());
        });
    }

    [Test]
    public async Task Beyond_a_limit_the_image_that_was_used_longest_ago_goes()
    {
        await BuildAsync();

        // The cache of image one also contains its base image and is much larger.
        var run = await _repository.RunAsync("DockerBuild", "--force", "--image", Two, "--docker-cache-limit", "300kB");
        var left = await _repository.RunAsync("DockerCacheInfo");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Match($"The least recently used cache .*{One} .*was deleted"));
        Assert.That(left.Output, Does.Contain(Two).And.Not.Contains(One));
    }

    [TestCase("DockerBuild --docker-cache-limit 5XB", 2, "--docker-cache-limit")]
    [TestCase("DockerRebuild --stage builder --no-cache", 2, "--stage")]
    [TestCase("DockerRebuild --stage bulider", (int)DockerFaultKind.UnknownStage, "builder")]
    public async Task What_cannot_be_right_is_told_before_the_first_step(string arguments, int exitCode, string told)
    {
        var run = await _repository.RunAsync(arguments.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        Assert.That(run.Output, Does.Contain(told).And.Not.Contain("COPY file"));
    }

    [Test]
    public async Task A_rebuild_of_a_stage_says_that_its_mounts_go_and_leaves_the_image_without_it_alone()
    {
        await BuildAsync();

        var run = await _repository.RunAsync("DockerRebuild", "--stage", "builder", "--progress", "plain");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(
            run.Output,
            Does.Match($@"(?s)Rebuilding stage builder of {One}: .*Deleted: the cache mounts of that stage.*echo {_id}").And.Not.Contains($"of {Two}"));
        Assert.That(Report(One).UserSteps.Single(step => step.Instruction.StartsWith("RUN", StringComparison.Ordinal)).Result, Is.EqualTo(StepResult.Ran));
        Assert.That(await RunsAsync(await TestEngine.ConnectAsync()), Is.EqualTo(1), "the mount was emptied");
    }

    [Test]
    public async Task A_rebuild_without_caches_says_what_it_deletes_before_the_first_step()
    {
        await BuildAsync();

        var run = await _repository.RunAsync("DockerRebuild", "--no-cache", "--progress", "plain");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(
            run.Output,
            Does.Match($@"(?s)Rebuilding {One} from nothing. Deleted: the cache mounts of its steps, and the local cache [^\n]*{One}.*echo {_id}"));
        Assert.That((Report(One).HitRate, Report(Two).HitRate), Is.EqualTo(((double?)0, (double?)0)));
    }

    [Test]
    [Slow]
    public async Task Cache_mounts_are_carried_to_another_engine()
    {
        await BuildAsync();
        await using var other = new PrivateEngine();
        var connection = await other.Engine.StartAsync();
        await SealedInput.PrepareAsync(connection, TestEngine.SealedInputs, "python:3.13-slim", TestContext.Progress.WriteLine);
        var there = new Dictionary<string, string?> { ["DOCKER_HOST"] = connection.DockerHost, ["DOCKER_CONFIG"] = connection.DockerConfig };
        var before = await RunsAsync(await TestEngine.ConnectAsync());

        var export = await _repository.RunAsync("DockerCacheMountsExport");
        var import = await _repository.RunAsync(there, "DockerCacheMountsImport");
        var build = await _repository.RunAsync(there, "DockerBuild", "--image", One, "--docker-cache", "none");

        Assert.That((export.ExitCode, import.ExitCode, build.ExitCode), Is.EqualTo((0, 0, 0)), $"{export}\n{import}\n{build}");
        Assert.That(export.Output, Does.Contain($"{_id}: 1 of 1 files copied").And.Match("DockerCacheMountsExport +Succeeded.*Mounts: 1"));
        Assert.That(import.Output, Does.Contain($"{_id}: 1 of 1 files copied"));
        Assert.That(await RunsAsync(connection), Is.EqualTo(before + 1));
    }

    private async Task BuildAsync()
    {
        var run = await _repository.RunAsync("DockerBuild");
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    // The number of times that the step ran on its mount.
    private async Task<int> RunsAsync(EngineConnection connection)
    {
        var runs = await Shell.RunAsync(
            connection,
            $"container=$(docker create {One} /none) && docker cp $container:/runs - | tar -xO; docker rm $container >/dev/null");
        return runs.Split(_id).Length - 1;
    }

    private BuildReport Report(string image) => BuildReportReader.Read(_repository.PathOf($"artifacts/docker/{image}/report.json"));

    private void Write(string folder, string dockerfile) =>
        _repository.Write($"{folder}/Dockerfile", dockerfile).Write($"{folder}/file", RandomNumberGenerator.GetBytes(200_000));
}
