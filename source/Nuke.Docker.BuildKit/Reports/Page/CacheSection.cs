using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>Caches, attempts, findings of the build checks and notes.</summary>
internal static class CacheSection
{
    private const int Shown = 100;

    public static void Add(HtmlBuilder html, BuildReport report)
    {
        AddCaches(html, report);
        if (report.Attempts.Count > 0)
        {
            html.Raw("<section aria-labelledby=\"attempts\">\n<h2 id=\"attempts\">Attempts</h2>\n<ol class=\"attempts\">\n");
            foreach (var attempt in report.Attempts.Take(Shown))
            {
                html.Add($"<li class=\"{(attempt.Fault is null ? "good" : "bad")}\"><p><b>{AttemptText.Name(attempt.Rung)}</b>, {Duration(attempt.Seconds)}: ");
                html.Add($"{(attempt.Fault is null ? "succeeded" : HumanText.Shorten(attempt.Fault, 500))}</p>");
                if (attempt.Reason is not null)
                    html.Add($"<p class=\"note\">{HumanText.Shorten(attempt.Reason, 500)}</p>");
                html.Raw("</li>\n");
            }
            html.Raw("</ol>\n</section>\n");
        }
        if (report.Checks.Count + report.Notes.Count > 0)
            AddFindings(html, report);
    }

    private static void AddCaches(HtmlBuilder html, BuildReport report)
    {
        if (report.Cache is null && report.CacheImports.Count + report.CacheExports.Count == 0)
            return;
        html.Raw("<section aria-labelledby=\"caches\">\n<h2 id=\"caches\">Caches</h2>\n");
        if (report.Cache is { Reason.Length: > 0 } decision)
            html.Add($"<p>{HumanText.Shorten(decision.Reason, 500)}</p>\n");
        if (report.CacheImports.Count + report.CacheExports.Count > 0)
        {
            html.BeginTable("Imports and exports", "Place", "Result", "#Time", "#Size");
            foreach (var cache in report.CacheImports.Take(Shown))
                Row(html, cache, "read");
            foreach (var cache in report.CacheExports.Take(Shown))
                Row(html, cache, "written");
            html.EndTable();
        }
        html.Raw("</section>\n");
    }

    private static void Row(HtmlBuilder html, CacheTransfer cache, string verb)
    {
        html.Add($"<tr class=\"{(cache.Succeeded ? "good" : "bad")}\"><th scope=\"row\"><code>{HumanText.Shorten(cache.Place, 140)}</code></th>");
        html.Add($"<td>{(cache.Succeeded ? verb : $"not {verb}: {HumanText.Shorten(cache.Error ?? "", 300)}")}</td>");
        html.Add($"<td class=\"number\">{Duration(cache.Seconds)}</td>");
        html.Add($"<td class=\"number\">{(cache.Bytes is { } bytes ? HumanText.Size(bytes) : "–")}</td></tr>\n");
    }

    private static void AddFindings(HtmlBuilder html, BuildReport report)
    {
        html.Raw("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Checks and notes</h2>\n<ul class=\"plain\">\n");
        foreach (var check in report.Checks.Take(Shown))
        {
            html.Raw("<li>");
            if (check.File is not null)
                html.Add($"<code>{check.File}{(check.Line is { } line ? $":{line}" : "")}</code> ");
            html.Add($"{HumanText.Shorten(check.Message, 500)}");
            // Only these schemes: a finding comes from the frontend, which the Dockerfile chooses.
            if (Uri.TryCreate(check.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
            {
                html.Add($" <a href=\"{url.AbsoluteUri}\" rel=\"noreferrer\">about this check");
                html.Add($"<span class=\"hidden\">: {HumanText.Shorten(check.Message, 60)}</span></a>");
            }
            html.Raw("</li>\n");
        }
        foreach (var note in report.Notes.Take(Shown))
            html.Add($"<li>{HumanText.Shorten(note, 500)}</li>\n");
        html.Raw("</ul>\n</section>\n");
    }

    private static string Duration(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
