using System.Globalization;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>
/// Formats a report as one HTML page. It loads nothing and runs no script, which its Content-Security-Policy enforces, so that it can be forwarded and
/// opened anywhere.
/// </summary>
internal static class ReportPage
{
    private static readonly Lazy<string> s_style = new(() =>
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("Reports/page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Formats the page.</summary>
    public static string Of(BuildReport report)
    {
        var html = new HtmlBuilder();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Raw("<link rel=\"icon\" href=\"data:,\">\n")
            .Add($"<title>{Title(report)}</title>\n<style>\n")
            .Raw(s_style.Value)
            .Raw("</style>\n</head>\n<body>\n");
        AddHeader(html, report);
        html.Raw("<main>\n");
        AddTiles(html, report);
        CauseSection.Add(html, report);
        TimelineSection.Add(html, report);
        HistorySection.Add(html, report);
        SizeSections.Add(html, report);
        CacheSection.Add(html, report);
        html.Raw("</main>\n<footer>\n");
        if (report.Command is not null)
            html.Add($"<details><summary>Command</summary><pre tabindex=\"0\">{HumanText.Shorten(report.Command, 20_000)}</pre></details>\n");
        html.Add($"<p>Written by Nuke.Docker.BuildKit. The same data is in <code>report.json</code> beside this page, schema {report.Schema}.</p>\n")
            .Raw("</footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Title(BuildReport report)
    {
        var duration = HumanText.Duration(TimeSpan.FromSeconds(report.Seconds));
        return report.ExitCode == 0
            ? $"{report.Image}: built in {duration}, {HumanText.Rate(report.HitRate)} cached"
            : $"{report.Image}: failed after {duration}";
    }

    private static void AddHeader(HtmlBuilder html, BuildReport report)
    {
        var (status, word) = report.ExitCode != 0 ? ("bad", "failed") : report.OverBudget.Count > 0 ? ("bad", "over budget") : ("good", "built");
        html.Add($"<header>\n<p class=\"status {status}\">{word}</p>\n<h1><bdi>{HumanText.Shorten(report.Image, 200)}</bdi></h1>\n<p class=\"facts\">");
        html.Add($"<time datetime=\"{report.Started.ToString("O", CultureInfo.InvariantCulture)}\">");
        html.Add($"{report.Started.ToString("d MMM yyyy, HH:mm zzz", CultureInfo.InvariantCulture)}</time>");
        if (report.Engine is not null)
            html.Add($" · {report.Engine}");
        if (report.Builder is not null)
            html.Add($" · builder {report.Builder}");
        if (report.Result.Digest is { } digest)
            html.Add($" · <code>{HumanText.ShortenDigests(digest)}</code>");
        html.Raw("</p>\n");
        if (report.Tags.Count > 0)
            html.Add($"<p class=\"facts\">{HumanText.Shorten(string.Join(", ", report.Tags), 500)}</p>\n");
        if (report.Problem is { } problem)
            html.Add($"<p class=\"fault\" role=\"alert\">{problem}</p>\n");
        html.Raw("</header>\n");
    }

    private static void AddTiles(HtmlBuilder html, BuildReport report)
    {
        var before = report.History.Count > 1 ? report.History[^2] : null;
        html.Raw("<ul class=\"tiles\" aria-label=\"Key figures\">\n");
        Tile(html, "Time", HumanText.Duration(TimeSpan.FromSeconds(report.Seconds)), before is null ? "" : Difference(report.Seconds - before.Seconds));
        var (cached, ran) = (report.Count(StepResult.Cached), report.Count(StepResult.Ran));
        Tile(html, "Cached steps", HumanText.Rate(report.HitRate), $"{cached} of {cached + ran}", report.HitRate);
        if (report.SavedSeconds is { } saved)
            Tile(html, "Saved by the cache", HumanText.Duration(TimeSpan.FromSeconds(saved)), "when these steps last ran");
        Tile(
            html,
            "Context sent",
            HumanText.Size(report.ContextBytes),
            report.Context is { } context ? $"of {HumanText.Size(context.Bytes)} in {StepText.Count(context.Files, "file")}" : "");
        if (report.Result.Bytes is { } size)
            Tile(html, "Image", HumanText.Size(size), before?.ImageBytes is { } last ? SizeDifference(size - last) : "");
        html.Raw("</ul>\n");
    }

    private static void Tile(HtmlBuilder html, string name, string value, string note, double? share = null)
    {
        html.Add($"<li><span class=\"name\">{name}</span><strong>{value}</strong>");
        if (share is { } part)
            html.Add($"<span class=\"meter\"><span style=\"width:{part * 100}%\"></span></span>");
        html.Add($"<span class=\"note\">{note}</span></li>\n");
    }

    private static string Difference(double seconds) => Math.Abs(seconds) < 0.05
        ? "as the last build"
        : $"{HumanText.Duration(TimeSpan.FromSeconds(Math.Abs(seconds)))} {(seconds < 0 ? "less" : "more")} than the last build";

    private static string SizeDifference(long bytes) =>
        bytes == 0 ? "as the last build" : $"{HumanText.Size(Math.Abs(bytes))} {(bytes < 0 ? "less" : "more")} than the last build";
}
