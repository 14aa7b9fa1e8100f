using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks.Scale;

/// <summary>Measures the growth, and writes <c>artifacts/scale.json</c>, <c>docs/scale.md</c> and <c>docs/images/scale.svg</c>.</summary>
internal static class ScaleRun
{
    public static async Task MeasureAsync(EngineConnection connection, int rounds)
    {
        var time = DateTimeOffset.UtcNow;
        ScaleSeries[] series =
        [
            await ContextScale.MeasureAsync(connection, rounds),
            await CacheScale.MeasureAsync(connection, rounds),
            await ImagesScale.MeasureAsync(connection, rounds),
            await LogScale.MeasureAsync(rounds),
        ];
        var machine = $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}";
        var report = new ScaleReport(time, machine, rounds, await BenchReport.ToolsAsync(connection), series);
        report.Write(Path.Combine(Repository.Root, "artifacts", "scale.json"));
        Draw(report, Path.Combine(Repository.Root, "docs"));
        Console.WriteLine("Written to artifacts/scale.json, docs/scale.md and docs/images/scale.svg");
    }

    /// <summary>Writes the page and the chart of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder of the page; the chart is in its folder <c>images</c>.</param>
    public static void Draw(ScaleReport report, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        File.WriteAllText(Path.Combine(folder, "scale.md"), ScalePage.Of(report));
        File.WriteAllText(Path.Combine(folder, "images", "scale.svg"), ScaleChart.Of(report));
    }
}
