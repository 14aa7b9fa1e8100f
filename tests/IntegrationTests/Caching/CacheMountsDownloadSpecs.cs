using Nuke.Docker.BuildKit.Mounts;
using SealedInputs;

namespace IntegrationTests.Caching;

/// <summary>A build with imported cache mounts downloads nothing again.</summary>
[Category("Cache")]
[Platform("Linux")]
public sealed class CacheMountsDownloadSpecs
{
    private const string Mount = "--mount=type=cache,target=/root/.cache/pip,sharing=locked";
    private const string PipMount = $"{Mount} --mount=type=secret,id=pip,target=/etc/pip.conf";

    [Test]
    [Slow]
    public async Task A_small_dependency_after_an_import_on_a_fresh_engine_downloads_nothing_that_was_there_before()
    {
        await using var index = await PackageIndex.StartAsync(TestEngine.SealedInputs);
        await using var first = await MountBench.StartAsync();
        var place = CacheMountsPlace.Folder(Path.Combine(first.Directory, "export"));
        var secret = $"--secret id=pip,src='{index.PipConfig}'";
        await first.RunAsync(PipMount, "pip wheel --wheel-dir /wheels fastapi", secret);
        var before = index.Downloads.ToList();
        await CacheMounts.ExportAsync(MountBench.Mounts(Mount), place, first.Options);

        await using var second = await MountBench.StartAsync();
        await CacheMounts.ImportAsync(MountBench.Mounts(Mount), place, second.Options);
        var log = await second.RunAsync(PipMount, "pip wheel --wheel-dir /wheels fastapi uvicorn", secret);
        var after = index.Downloads.Skip(before.Count).ToList();

        Assert.That(before, Has.Some.StartsWith("fastapi-").And.Some.StartsWith("pydantic_core-"));
        Assert.That(after.Intersect(before), Is.Empty, log);
        Assert.That(after, Has.Some.StartsWith("uvicorn-"));
        Assert.That(log, Does.Contain("Using cached").And.Match("Using cached .*pydantic_core-"));
    }
}
