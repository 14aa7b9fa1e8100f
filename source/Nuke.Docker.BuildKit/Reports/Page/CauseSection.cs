using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>The causes why steps ran, the most expensive first.</summary>
internal static class CauseSection
{
    private const int Shown = 20;

    public static void Add(HtmlBuilder html, BuildReport report)
    {
        var roots = report.Causes.Where(cause => cause.IsRoot).OrderByDescending(cause => cause.Seconds + cause.FollowerSeconds).ToList();
        var anyway = report.Causes.Where(cause => cause.WasCached()).ToList();
        var mounts = report.Causes.Where(cause => cause.Kind == CauseKind.CacheMountEmptied).ToList();
        if (roots.Count + anyway.Count + mounts.Count == 0)
            return;
        html.Raw("<section aria-labelledby=\"causes\">\n<h2 id=\"causes\">Why steps ran</h2>\n");
        if (roots.Count > 0)
            html.Raw("<ol class=\"causes\">\n");
        foreach (var cause in roots.Take(Shown))
            Add(html, cause);
        if (roots.Count > 0)
            html.Raw("</ol>\n");
        if (roots.Count > Shown)
            html.Add($"<p class=\"more\">{roots.Count - Shown} more causes are in <code>report.json</code>.</p>\n");
        AddList(html, "Cached although an input changed", anyway);
        AddList(html, "Empty cache mounts", mounts);
        html.Raw("</section>\n");
    }

    private static void AddList(HtmlBuilder html, string title, List<StepCause> causes)
    {
        if (causes.Count == 0)
            return;
        html.Add($"<h3>{title}</h3>\n").Raw("<ul class=\"plain\">\n");
        foreach (var cause in causes.Take(Shown))
            html.Add($"<li><code>{Instruction(cause)}</code>: {cause.Sentence}</li>\n");
        html.Raw("</ul>\n");
    }

    private static void Add(HtmlBuilder html, StepCause cause)
    {
        var kind = cause.Kind == CauseKind.Unknown ? "unknown" : "known";
        html.Add($"<li class=\"{kind}\"><p><code>{Instruction(cause)}</code> ran: <strong>{HumanText.Shorten(cause.Sentence, 500)}</strong></p>\n");
        html.Add($"<p class=\"note\">{cause.Label} · {Duration(cause.Seconds)}");
        if (cause.Followers > 0)
            html.Add($", and {StepText.Count(cause.Followers, "step")} after it {Duration(cause.FollowerSeconds)}");
        html.Raw("</p>\n");
        if (cause.Advice is not null)
            html.Add($"<p class=\"advice\">{HumanText.Shorten(cause.Advice, 500)}</p>\n");
        if (cause.Details.Count > 1)
        {
            var part = cause.Details.Count < StepCause.MostDetails ? "" : "The first ";
            html.Add($"<details><summary>{part}{cause.Details.Count} changed inputs</summary><ul class=\"plain\">");
            foreach (var detail in cause.Details)
                html.Add($"<li><code>{HumanText.Shorten(detail, 300)}</code></li>");
            html.Raw("</ul></details>\n");
        }
        html.Raw("</li>\n");
    }

    private static string Instruction(StepCause cause) => HumanText.Shorten(StepText.Essence(cause.Instruction), 120);

    private static string Duration(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
