using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks.Scale;

/// <summary>Builds 1 to 50 services of which one has changed: one build of ours, and bare builds one after the other.</summary>
internal static class ImagesScale
{
    private static readonly int[] s_sizes = [1, 5, 10, 25, 50];

    public static async Task<ScaleSeries> MeasureAsync(EngineConnection connection, int rounds)
    {
        var measurement = new ScaleMeasurement("images", "Images in one run, one changed", "images");
        foreach (var size in s_sizes)
        {
            await using var images = new ImagesBenchmark(connection, size);
            await images.BareAsync();
            await images.OursAsync();
            await measurement.AddAsync(
                size,
                rounds,
                ("DockerBuild", () => ChangedAsync(images.OursAsync)),
                ("docker buildx build for each", () => ChangedAsync(images.BareAsync)));

            Task<TimeSpan> ChangedAsync(Func<Task<TimeSpan>> buildAsync)
            {
                images.Change(0);
                return buildAsync();
            }
        }

        return measurement.ToSeries();
    }
}
