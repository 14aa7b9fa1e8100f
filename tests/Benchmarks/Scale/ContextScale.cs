using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks.Scale;

/// <summary>Builds an image of 1,000 to 100,000 files of which none or one has changed, with ours and with the bare command.</summary>
internal static class ContextScale
{
    private const int FilesPerFolder = 100;

    private static readonly int[] s_sizes = [1_000, 10_000, 30_000, 60_000, 100_000];

    public static async Task<ScaleSeries> MeasureAsync(EngineConnection connection, int rounds)
    {
        var measurement = new ScaleMeasurement("contexts", "Files in the build context, one changed", "files");
        await using var images = new ImagesBenchmark(connection, services: 1, "FROM scratch\nCOPY data /data\nCOPY app.py /\n");
        var written = 0;
        foreach (var size in s_sizes)
        {
            for (; written < size; written++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(images.FolderOf(0), "data", $"folder{written / FilesPerFolder}")).FullName;
                await File.WriteAllTextAsync(Path.Combine(folder, $"file{written}.py"), $"print({written})\n");
            }

            // Both build the new files here, and a file that has just changed is hashed again.
            await images.BareAsync();
            await images.OursAsync();
            await Task.Delay(TimeSpan.FromSeconds(2));
            await images.OursAsync();
            await measurement.AddAsync(
                size,
                rounds,
                ("DockerBuild", () => ChangedAsync(images, images.OursAsync)),
                ("docker buildx build", () => ChangedAsync(images, images.BareAsync)),
                ("DockerBuild, nothing changed", () => UnchangedAsync(images)));
        }

        return measurement.ToSeries();
    }

    private static Task<TimeSpan> ChangedAsync(ImagesBenchmark images, Func<Task<TimeSpan>> buildAsync)
    {
        images.Change(0);
        return buildAsync();
    }

    // The bare build has changed the file since the last build of ours.
    private static async Task<TimeSpan> UnchangedAsync(ImagesBenchmark images)
    {
        await images.OursAsync();
        return await images.OursAsync();
    }
}
