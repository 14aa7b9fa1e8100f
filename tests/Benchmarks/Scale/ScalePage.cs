using System.Globalization;
using System.Text;

namespace Benchmarks.Scale;

/// <summary>Writes the page of the growth, <c>docs/scale.md</c>.</summary>
internal static class ScalePage
{
    private const string Introduction = """
        # Scale

        The cost of a build should follow the change, not the size of what is built. `./build.sh Bench --comparisons scale` measures the same
        change at several sizes and writes this page, its charts and `artifacts/scale.json`; `scale caches` measures one chart anew. Commands of
        a chart run in turn, so that all have the same load.

        ![Seconds by files in the context, size of the cache, images in one run and lines of a log](images/scale.svg)

        - **Contexts.** `COPY data` with files that stay the same, and `COPY app.py` with one that changes. Both commands look at each file: ours
          before the build, to predict and to explain it, and BuildKit to find what it has to receive.
        - **Caches.** A rebuild after a change of code, with a local cache that is exported in place, without an export, and with an export to a
          new folder that replaces the old one. That one needs twice the space, so it is measured up to 2 GB. Each cache has 4 layers: BuildKit
          itself takes about 0.1 s for each layer of a local cache that is imported and exported, of whatever size. A bare `docker buildx build`
          with an export into the same folder took 0.8 s with 3 layers of 400 MB, and 2.3 s with 12 layers of 100 MB.
        - **Images.** One `DockerBuild` for all services, against one `docker buildx build` after the other.
        - **Logs.** One step that prints lines, all of which are read, decoded and redacted. A script that prints the events takes the place of
          docker, because an engine cuts the log of a step off at 2 MB. `cat` only copies the events.


        """;

    public static string Of(ScaleReport report)
    {
        var text = new StringBuilder(Introduction);
        var tools = string.Join(", ", report.Tools.Select(tool => $"{tool.Key} {tool.Value}"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"Medians of {report.Rounds}, {report.Time:d MMMM yyyy}, {report.Machine.Split(',')[0]}, {tools}.\n");
        foreach (var series in report.Series)
            Append(text, series);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ScaleSeries series)
    {
        var sizes = series.Lines.SelectMany(line => line.Points).Select(point => point.Size).Distinct().Order().ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## {series.Title}\n\n| {series.Unit} |");
        foreach (var line in series.Lines)
            text.Append(CultureInfo.InvariantCulture, $" {line.Name} |");
        text.Append('\n').Append("|---:|").Insert(text.Length, "---:|", series.Lines.Count).Append('\n');
        foreach (var size in sizes)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {ScaleText.Number(size)} |");
            foreach (var line in series.Lines)
            {
                var point = line.Points.FirstOrDefault(point => point.Size == size);
                text.Append(CultureInfo.InvariantCulture, $" {(point is null ? "" : ScaleText.Seconds(point.Seconds))} |");
            }

            text.Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"\nLoad before: {series.LoadBefore:0.0}.\n");
    }
}
