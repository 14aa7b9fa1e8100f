using System.Diagnostics;
using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Commands;

namespace Benchmarks.Scale;

/// <summary>
/// Builds with a step that prints up to 1,000,000 lines. A script that prints recorded events takes the place of docker, because an engine cuts the log of
/// a step off at 2 MB.
/// </summary>
internal static class LogScale
{
    private static readonly int[] s_lines = [1_000, 10_000, 100_000, 300_000, 1_000_000];

    public static async Task<ScaleSeries> MeasureAsync(int rounds)
    {
        var measurement = new ScaleMeasurement("logs", "Lines of a log, all new", "lines");
        var folder = Directory.CreateTempSubdirectory("log-benchmark-").FullName;
        try
        {
            var script = Path.Combine(folder, "docker");
            var events = Path.Combine(folder, "events");
            await File.WriteAllTextAsync(script, $"#!/bin/sh\ncase \"$*\" in *build*) cat '{events}' >&2;; esac\n");
            await new Command(connection: null, folder).ShellAsync("chmod +x docker");
            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\nRUN print\n");
            var settings = new BuildxBuildSettings { Context = folder, Tag = ["log-benchmark"] }
                .SetToolPath(script).SetWorkingDirectory(folder).AddBuildArg("API_TOKEN", "S3cret-0123456789");
            foreach (var lines in s_lines)
            {
                WriteEvents(events, lines);
                await measurement.AddAsync(lines, rounds, ("DockerBuild", () => BuildAsync(settings)), ("cat", () => CatAsync(events)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return measurement.ToSeries();
    }

    private static async Task<TimeSpan> BuildAsync(BuildxBuildSettings settings)
    {
        var watch = Stopwatch.StartNew();
        await BuildxTasks.BuildxBuildAsync(settings);
        return watch.Elapsed;
    }

    private static Task<TimeSpan> CatAsync(string events) =>
        new Command(connection: null, Path.GetDirectoryName(events)!).ShellAsync($"cat '{events}' > /dev/null");

    private static void WriteEvents(string path, int lines)
    {
        const string Digest = "sha256:9f13e4a408b7f51bf6918e2747069ed63b1bf4dae7984ad692afdee929c997f9";
        const string Started = """{"vertexes":[{"digest":"DIGEST","name":"[1/1] RUN print","started":"2026-11-21T22:01:07.000Z"}]}""";
        const string Completed =
            """{"vertexes":[{"digest":"DIGEST","name":"[1/1] RUN print","started":"2026-11-21T22:01:07.000Z","completed":"2026-11-21T22:05:07.000Z"}]}""";
        using var file = new StreamWriter(path);
        file.WriteLine(Started.Replace("DIGEST", Digest, StringComparison.Ordinal));
        for (var line = 0; line < lines; line++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"copying src/package/module{line}.py -> build/lib/package\n");
            var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            file.WriteLine($$"""{"logs":[{"vertex":"{{Digest}}","stream":1,"data":"{{data}}","timestamp":"2026-11-21T22:01:08.000Z"}]}""");
        }

        file.WriteLine(Completed.Replace("DIGEST", Digest, StringComparison.Ordinal));
    }
}
