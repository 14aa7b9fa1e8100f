using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks.Scale;

/// <summary>
/// Rebuilds after a change of code with a local cache of 0.3 to 3 GB: without an export, with ours, and with a new folder that replaces the old one.
/// </summary>
internal static class CacheScale
{
    // Exports to a new folder need twice the space.
    private const int LargestReplaced = 2_000;

    private static readonly int[] s_megabytes = [300, 1_000, 2_000, 3_000];

    public static async Task<ScaleSeries> MeasureAsync(EngineConnection connection, int rounds)
    {
        var measurement = new ScaleMeasurement("caches", "Size of the local cache, code changed", "GB");
        foreach (var megabytes in s_megabytes)
        {
            var replaces = megabytes <= LargestReplaced;
            using var benchmark = await CacheBenchmark.CreateAsync(connection, megabytes, replaces);
            await measurement.AddAsync(
                megabytes / 1000.0,
                rounds,
                [
                    ("Export in place", benchmark.TimeOursAsync),
                    ("No export", benchmark.TimeNoneAsync),
                    .. replaces ? [("Export to a new folder", benchmark.TimeReplacedAsync)] : Array.Empty<(string, Func<Task<TimeSpan>>)>(),
                ]);
        }

        return measurement.ToSeries();
    }
}
