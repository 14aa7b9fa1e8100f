using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Engines;

namespace Benchmarks.Scale;

/// <summary>Measures the growth, and writes <c>artifacts/scale.json</c>, <c>docs/scale.md</c> and <c>docs/images/scale.svg</c>.</summary>
internal static class ScaleRun
{
    private static readonly string[] s_names = ["contexts", "caches", "images", "logs"];

    private static readonly string s_file = Path.Combine(Repository.Root, "artifacts", "scale.json");

    /// <summary>Measures some series, or all of them. The others are taken from the last run.</summary>
    /// <returns>False if there is no such series.</returns>
    public static async Task<bool> MeasureAsync(EngineConnection connection, int rounds, IReadOnlyList<string> names)
    {
        if (names.Except(s_names).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no series '{unknown}'. Choose from {string.Join(", ", s_names)}.");
            return false;
        }

        var time = DateTimeOffset.UtcNow;
        var earlier = names.Count > 0 && File.Exists(s_file) ? ScaleReport.Read(s_file).Series : [];
        var series = new List<ScaleSeries>();
        foreach (var name in s_names)
        {
            if (names.Count > 0 && !names.Contains(name))
                series.AddRange(earlier.Where(known => known.Name == name));
            else
                series.Add(await MeasureAsync(name, connection, rounds));
        }

        var machine = $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}";
        var report = new ScaleReport(time, machine, rounds, await BenchReport.ToolsAsync(connection), series);
        report.Write(s_file);
        Draw(report, Path.Combine(Repository.Root, "docs"));
        Console.WriteLine("Written to artifacts/scale.json, docs/scale.md and docs/images/scale.svg");
        return true;
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

    private static Task<ScaleSeries> MeasureAsync(string name, EngineConnection connection, int rounds) => name switch
    {
        "contexts" => ContextScale.MeasureAsync(connection, rounds),
        "caches" => CacheScale.MeasureAsync(connection, rounds),
        "images" => ImagesScale.MeasureAsync(connection, rounds),
        _ => LogScale.MeasureAsync(rounds),
    };
}
