using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports.Page;

/// <summary>
/// The timeline: a table for each stage with a bar for each step, which is also the alternative for people who can't see the bars. Stages that were
/// cached completely are closed.
/// </summary>
internal static class TimelineSection
{
    // With 10 kB for the row of a step, a page of 2,000 steps would be too big.
    private const int MaxRows = 1000;
    private const int TextBudget = 200_000;

    public static void Add(HtmlBuilder html, BuildReport report)
    {
        if (report.Steps.Count + report.Work.Count == 0)
            return;
        var scale = TimeScale.Of(report);
        html.Add($"<section aria-labelledby=\"timeline\" class=\"timeline\" style=\"--tick:{scale.TickShare}%\">\n<h2 id=\"timeline\">Timeline</h2>\n");
        html.Raw("<ul class=\"legend\"><li class=\"ran\">ran</li><li class=\"cached\">cached</li><li class=\"failed\">failed</li>")
            .Raw("<li class=\"base\">base image</li><li class=\"work\">other work of BuildKit</li>")
            .Raw("<li class=\"path\">critical path: it determined the duration</li></ul>\n");
        AddPath(html, report);
        html.Raw("<div class=\"axis\" aria-hidden=\"true\"><span>");
        foreach (var (share, label) in scale.Ticks)
            html.Add($"<i style=\"left:{share}%\">{label}</i>");
        html.Raw("</span></div>\n");

        var causes = report.Causes.GroupBy(cause => (cause.Stage, cause.Platform, cause.Number, cause.Instruction))
            .ToDictionary(group => group.Key, group => group.First());
        var length = Math.Clamp(TextBudget / Math.Max(1, report.Steps.Count), 100, 2000);
        foreach (var stage in report.Steps.Take(MaxRows).GroupBy(step => (step.Platform, step.Stage)))
            AddStage(html, [.. stage], scale, causes, length);
        if (report.Steps.Count > MaxRows)
            html.Add($"<p class=\"more\">{report.Steps.Count - MaxRows} more steps are in <code>report.json</code>.</p>\n");
        AddWork(html, report, scale);
        html.Raw("</section>\n");
    }

    private static void AddPath(HtmlBuilder html, BuildReport report)
    {
        var path = report.Steps.Where(step => step.Critical)
            .Select(step => ($"{StepText.Name(step)} {HumanText.Shorten(StepText.Essence(step.Instruction), 60)}", step.Start, step.Seconds))
            .Concat(report.Work.Where(work => work.Critical).Select(work => (HumanText.Shorten(work.Name, 60), (double?)work.Start, work.Seconds)))
            .Where(part => part.Seconds >= report.Seconds * 0.02)
            .OrderByDescending(part => part.Seconds)
            .Take(5)
            .OrderBy(part => part.Item2)
            .ToList();
        if (path.Count == 0)
            return;
        html.Raw("<p class=\"critical-path\">Most of the time on the critical path: ");
        for (var i = 0; i < path.Count; i++)
            html.Add($"{(i == 0 ? "" : ", ")}<code>{path[i].Item1}</code> {HumanText.Duration(TimeSpan.FromSeconds(path[i].Seconds))}");
        html.Raw(".</p>\n");
    }

    private static void AddStage(
        HtmlBuilder html,
        IReadOnlyList<StepReport> steps,
        TimeScale scale,
        Dictionary<(string? Stage, string? Platform, int Number, string Instruction), StepCause> causes,
        int length)
    {
        var (cached, ran) = (Count(StepResult.Cached), Count(StepResult.Ran));
        var others = steps.Count(step => step.Result is StepResult.Failed or StepResult.Stopped or StepResult.CacheLost);
        var name = string.Join(' ', new[] { steps[0].Platform, steps[0].Stage ?? "Dockerfile" }.Where(part => part is not null));
        var isOpen = ran + others > 0 || steps.Any(step => step.Critical && step.Seconds >= 1);
        html.Add($"<details{(isOpen ? " open" : "")}><summary><b>{HumanText.Shorten(name, 80)}</b> <span class=\"note\">{ran} ran, {cached} cached");
        if (others > 0)
            html.Add($", {others} did not finish");
        html.Add($", {HumanText.Duration(TimeSpan.FromSeconds(steps.Sum(step => step.Seconds)))}</span></summary>\n");
        html.Add($"<table><caption class=\"hidden\">Steps of {HumanText.Shorten(name, 80)}</caption>");
        AddColumns(html, "Step");
        foreach (var step in steps)
            AddStep(html, step, scale, causes.GetValueOrDefault((step.Stage, step.Platform, step.Number, step.Instruction)), length);
        html.Raw("</tbody></table></details>\n");

        int Count(StepResult result) => steps.Count(step => !step.BaseImage && step.Result == result);
    }

    private static void AddStep(HtmlBuilder html, StepReport step, TimeScale scale, StepCause? cause, int length)
    {
        var kind = step.BaseImage && step.Result is StepResult.Ran or StepResult.Cached && step.BaseImage ? "base" : KindOf(step.Result);
        html.Add($"<tr class=\"{kind}\"><th scope=\"row\">");
        AddText(html, $"{step.Number}/{step.Of}", HumanText.ShortenDigests(step.Instruction), length);
        if (cause is not null)
            html.Add($"<span class=\"why\">{HumanText.Shorten(cause.Sentence, 160)}</span>");
        if (step.Error is not null)
            html.Add($"<span class=\"why\">{HumanText.Shorten(step.Error, 300)}</span>");
        if (step.CacheError is not null)
            html.Add($"<span class=\"why\">cached result lost: {HumanText.Shorten(step.CacheError, 300)}</span>");
        html.Raw("</th>");
        var words = step.BaseImage && step.Result == StepResult.Ran ? "resolved" : StepText.Words(step.Result);
        AddBar(html, scale, step.Start, step.Seconds, words, step.Critical);
        html.Add($"<td class=\"number\">{(step.Seconds < 0.05 && step.Result != StepResult.Ran ? words : StepText.Duration(step))}</td></tr>\n");
    }

    private static void AddWork(HtmlBuilder html, BuildReport report, TimeScale scale)
    {
        var work = report.Work.Where(part => part.Kind != VertexKind.Internal || part.Critical || part.Seconds >= 0.1).Take(200).ToList();
        if (work.Count == 0)
            return;
        html.Add($"<details{(work.Exists(part => part.Critical && part.Seconds >= 1) ? " open" : "")}><summary><b>BuildKit</b> <span class=\"note\">");
        html.Raw("loading, context, caches, export</span></summary>\n<table><caption class=\"hidden\">Other work of BuildKit</caption>");
        AddColumns(html, "Work");
        foreach (var part in work)
        {
            html.Raw("<tr class=\"work\"><th scope=\"row\">");
            AddText(html, part.Bytes is { } bytes ? HumanText.Size(bytes) : "", HumanText.ShortenDigests(part.Name), 300);
            html.Raw("</th>");
            AddBar(html, scale, part.Start, part.Seconds, "worked", part.Critical);
            html.Add($"<td class=\"number\">{HumanText.Duration(TimeSpan.FromSeconds(part.Seconds))}</td></tr>\n");
        }
        html.Raw("</tbody></table></details>\n");
    }

    private static void AddColumns(HtmlBuilder html, string name)
    {
        html.Raw("<colgroup><col class=\"what\"><col><col class=\"time\"></colgroup><thead><tr>");
        html.Add($"<th scope=\"col\"><span class=\"hidden\">{name}</span></th><th scope=\"col\"><span class=\"hidden\">Start and end</span></th>");
        html.Raw("<th scope=\"col\"><span class=\"hidden\">Time</span></th></tr></thead><tbody>\n");
    }

    // The whole text of a long instruction opens below its first words.
    private static void AddText(HtmlBuilder html, string label, string text, int length)
    {
        const int shown = 90;
        var line = HumanText.Shorten(StepText.Essence(text), shown);
        html.Add($"<span class=\"label\">{label}</span>");
        if (line == text)
            html.Add($"<code>{line}</code>");
        else
            html.Add($"<details class=\"full\"><summary><code>{line}</code></summary><pre tabindex=\"0\">{HumanText.Shorten(text, length)}</pre></details>");
    }

    private static void AddBar(HtmlBuilder html, TimeScale scale, double? start, double seconds, string words, bool critical)
    {
        html.Raw("<td class=\"track\">");
        if (start is { } begin)
        {
            var (left, width) = scale.Place(begin, seconds);
            var path = critical ? " path" : "";
            html.Add($"<span class=\"bar{path}\" style=\"left:{left}%;width:{width}%\"></span>");
            var after = HumanText.Duration(TimeSpan.FromSeconds(begin));
            html.Add($"<span class=\"hidden\">{words}, started after {after}{(critical ? ", critical path" : "")}</span>");
        }
        else
        {
            html.Add($"<span class=\"hidden\">{words}</span>");
        }
        html.Raw("</td>");
    }

    private static string KindOf(StepResult result) => result switch
    {
        StepResult.Cached => "cached",
        StepResult.Ran => "ran",
        StepResult.Failed => "failed",
        StepResult.Stopped or StepResult.CacheLost => "stopped",
        _ => "skipped",
    };
}
