using IntegrationTests.Engines;
using SealedInputs;

namespace IntegrationTests.Operations;

/// <summary>A cache mount that was exported, and then pruned.</summary>
[Category("Operations")]
[NonParallelizable]
[Platform("Linux")]
internal sealed class MountRestoreSpecs
{
    private const string Image = "acme/mounted";

    [Test]
    public async Task A_pruned_cache_mount_is_restored_from_the_export_before_its_step_runs()
    {
        await using var own = new PrivateEngine();
        var engine = await own.Engine.StartAsync();
        await HostToolsImage.ImportAsync(engine, "acme/tools:1", "sh", "cat", "find", "stat", "tar", "mkdir", "rm", "cp", "date", "tr", "xargs", "gzip");
        using var repository = await SmallRepository.CreateAsync(Image);
        var there = new Dictionary<string, string?> { ["DOCKER_HOST"] = engine.DockerHost, ["DOCKER_CONFIG"] = engine.DockerConfig };
        repository.Write("file", "1").Write(
            "Dockerfile",
            "FROM acme/tools:1\nCOPY file /\nRUN --mount=type=cache,id=runs,target=/m echo run >> /m/runs && cat /m/runs > /runs\n");
        await RunAsync("DockerBuild", "--docker-cache", "none");
        await RunAsync("DockerCacheMountsExport");

        var changed = await BuildAsync("2");
        await Shell.RunAsync(engine, "docker buildx prune -af");
        var pruned = await BuildAsync("3");
        var again = await RunAsync("DockerBuild", "--docker-cache", "none", "--force");

        Assert.That((changed.Runs, pruned.Runs), Is.EqualTo((2, 2)), "The export has one run.");
        Assert.That(changed.Output, Does.Not.Contain("Restored what"));
        Assert.That(pruned.Output, Does.Contain("Restored what this engine has lost").And.Contain("cache mount runs ("));
        Assert.That(pruned.Output, Does.Not.Contain("found its cache mount"));
        Assert.That(again, Does.Not.Contain("Restored what"));

        async Task<(int Runs, string Output)> BuildAsync(string content)
        {
            repository.Write("file", content);
            var output = await RunAsync("DockerBuild", "--docker-cache", "none");
            var runs = await Shell.RunAsync(
                engine, $"container=$(docker create {Image} /none) && docker cp $container:/runs - | tar -xO; docker rm $container >/dev/null");
            return (runs.Split("run").Length - 1, output);
        }

        async Task<string> RunAsync(params string[] arguments)
        {
            var run = await repository.RunAsync(there, arguments);
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            return run.ToString();
        }
    }
}
