using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>Charts of the last builds with their table, and the history of the steps.</summary>
internal static class HistorySection
{
    private const int Width = 320;
    private const int Height = 84;
    private const int StepsShown = 40;
    private const int BuildsShown = 20;

    public static void Add(HtmlBuilder html, BuildReport report)
    {
        if (report.History.Count < 2)
            return;
        html.Add($"<section aria-labelledby=\"history\">\n<h2 id=\"history\">The last {report.History.Count} builds</h2>\n<div class=\"charts\">\n");
        AddChart(html, report, "Time", build => build.Seconds, value => HumanText.Duration(TimeSpan.FromSeconds(value)));
        AddChart(html, report, "Cached steps", build => build.HitRate, value => HumanText.Rate(value), top: 1);
        AddChart(html, report, "Context sent", build => build.ContextBytes, value => HumanText.Size((long)value));
        AddChart(html, report, "Image", build => build.ImageBytes, value => HumanText.Size((long)value));
        html.Raw("</div>\n<details><summary>Builds as a table</summary>\n").BeginTable("Builds as a table", "Build", "#Time", "#Cached", "#Context", "#Image");
        foreach (var build in report.History.Reverse())
        {
            var started = build.Started.ToString("d MMM, HH:mm", CultureInfo.InvariantCulture);
            html.Add($"<tr><th scope=\"row\">{started}{(build.ExitCode != 0 ? ", failed" : build.OverBudget ? ", over budget" : "")}</th>");
            html.Add($"<td class=\"number\">{HumanText.Duration(TimeSpan.FromSeconds(build.Seconds))}</td>");
            html.Add($"<td class=\"number\">{HumanText.Rate(build.HitRate)}</td><td class=\"number\">{HumanText.Size(build.ContextBytes)}</td>");
            html.Add($"<td class=\"number\">{(build.ImageBytes is { } bytes ? HumanText.Size(bytes) : "–")}</td></tr>\n");
        }
        html.EndTable().Raw("</details>\n");
        AddSteps(html, report);
        html.Raw("</section>\n");
    }

    private static void AddChart(
        HtmlBuilder html,
        BuildReport report,
        string name,
        Func<PastBuild, double?> value,
        Func<double, string> format,
        double? top = null)
    {
        var known = report.History.Select(value).OfType<double>().ToList();
        if (known.Count < 2)
            return;
        var max = top ?? known.Max();
        var label = $"{name}: {format(known[^1])} in this build, between {format(known.Min())} and {format(known.Max())} in the last {known.Count}";
        html.Add($"<figure><figcaption>{name} <b>{format(known[^1])}</b></figcaption>");
        html.Add($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{label}\"><path class=\"grid\" d=\"M0 1H{Width}M0 {Height - 1}H{Width}\"/>");
        var slot = (double)Width / report.History.Count;
        for (var i = 0; i < report.History.Count; i++)
        {
            if (value(report.History[i]) is not { } amount)
                continue;
            var height = max <= 0 ? 1 : Math.Max(1, amount / max * (Height - 4));
            var kind = report.History[i].ExitCode != 0 ? "failed" : i == report.History.Count - 1 ? "now" : "then";
            html.Add($"<rect class=\"{kind}\" x=\"{(i * slot) + (slot * 0.12)}\" y=\"{Height - 1 - height}\" width=\"{slot * 0.76}\" height=\"{height}\"/>");
        }
        html.Add($"</svg><p class=\"note\">{format(known.Min())} to {format(known.Max())}</p></figure>\n");
    }

    private static void AddSteps(HtmlBuilder html, BuildReport report)
    {
        var builds = report.History.TakeLast(BuildsShown).ToList();
        var steps = report.UserSteps.Where(step => step.Past.Count > 0).OrderByDescending(step => step.Past.Sum(run => run.Seconds)).ToList();
        if (steps.Count == 0)
            return;
        html.Add($"<h3>Steps in the last {builds.Count} builds</h3>\n");
        html.BeginTable("History of the steps", "Step", "Builds in which it ran", "#Ran", "#Median");
        foreach (var step in steps.Take(StepsShown))
        {
            var runs = step.Past.Where(run => run.Build >= builds[0].Number).ToList();
            var times = step.Past.Select(run => run.Seconds).Order().ToList();
            html.Add($"<tr><th scope=\"row\"><span class=\"label\">{step.Stage ?? ""}</span>");
            html.Add($"<code>{HumanText.Shorten(StepText.Essence(step.Instruction), 80)}</code></th><td>");
            html.Add($"<svg class=\"strip\" viewBox=\"0 0 {BuildsShown * 8} 18\" role=\"img\" aria-label=\"{Words(runs, builds)}\">");
            html.Add($"<path class=\"then\" d=\"{Track(builds)}\"/><path class=\"ran\" d=\"{Bars(runs, builds)}\"/></svg></td>");
            html.Add($"<td class=\"number\">{runs.Count} of {builds.Count}</td>");
            html.Add($"<td class=\"number\">{HumanText.Duration(TimeSpan.FromSeconds(times[times.Count / 2]))}</td></tr>\n");
        }
        html.EndTable();
        if (steps.Count > StepsShown)
            html.Add($"<p class=\"more\">{steps.Count - StepsShown} more steps are in <code>report.json</code>.</p>\n");
    }

    private static string Words(List<PastRun> runs, List<PastBuild> builds) => runs.Count == 0
        ? $"It was cached in the last {builds.Count} builds"
        : $"It ran in {runs.Count} of {builds.Count} builds, for {HumanText.Duration(TimeSpan.FromSeconds(runs[^1].Seconds))} in the last of them";

    private static string Track(List<PastBuild> builds)
    {
        var path = new StringBuilder();
        for (var i = 0; i < builds.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"M{(i * 8) + 1} 16h6v2h-6z");
        return path.ToString();
    }

    private static string Bars(List<PastRun> runs, List<PastBuild> builds)
    {
        var path = new StringBuilder();
        var max = runs.Count == 0 ? 1 : Math.Max(runs.Max(run => run.Seconds), 0.001);
        foreach (var run in runs)
        {
            var at = builds.FindIndex(build => build.Number == run.Build);
            if (at < 0)
                continue;
            var height = Math.Max(4, run.Seconds / max * 18);
            path.Append(CultureInfo.InvariantCulture, $"M{(at * 8) + 1} {18 - height:0.#}h6V18h-6z");
        }
        return path.ToString();
    }
}
