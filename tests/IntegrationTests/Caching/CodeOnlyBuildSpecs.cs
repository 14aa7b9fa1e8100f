using IntegrationTests.Faults;
using Nuke.Docker.BuildKit.Caching;

namespace IntegrationTests.Caching;

/// <summary>What days of work on the code do to a local cache.</summary>
[Category("Cache")]
public sealed class CodeOnlyBuildSpecs
{
    private static readonly int s_builds = Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FULL") == "1" ? 100 : 12;

    [Test]
    public async Task Builds_in_a_row_with_prunes_between_them_succeed_and_the_cache_stays_as_large_as_what_lives()
    {
        await using var bench = await FaultBench.CreateAsync();
        await bench.BuildAsync();

        for (var build = 1; build <= s_builds; build++)
        {
            if (build % 10 == 0)
                await bench.ForgetAsync();
            bench.ChangeCode();
            await bench.BuildAsync();
            if (build % 10 is 0 or 1)
                await bench.AssertImageIsRightAsync();
        }

        var live = LocalCacheInfoReader.Read(bench.Cache).LiveBytes;
        var onDisk = new DirectoryInfo(bench.Cache).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.That(onDisk, Is.GreaterThanOrEqualTo(live).And.LessThan(live * 1.05));
        await bench.AssertCacheIsWholeAsync();
    }
}
