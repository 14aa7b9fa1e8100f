using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Formats a report as Markdown, for a GitHub step summary or a merge request.</summary>
internal static class MarkdownSummary
{
    private const int InstructionLength = 120;
    private const int MaxCauses = 10;

    /// <summary>Formats the report. The text ends with a line end.</summary>
    [Pure]
    public static string Of(BuildReport report)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(report is { ExitCode: 0, OverBudget.Count: 0 } ? "" : "❌ ").Append(Code(report.Image)).Append('\n').Append('\n');
        if (report.Problem is { } problem)
            text.Append("> ").Append(Escape(problem).Replace("\n", "\n> ", StringComparison.Ordinal)).Append('\n').Append('\n');
        AppendFacts(text, report);
        AppendCauses(text, report);
        AppendSteps(text, report);
        AppendFindings(text, report);
        return text.ToString();
    }

    private static void AppendFacts(StringBuilder text, BuildReport report)
    {
        text.Append("| Time | Cached steps | Context | Image |\n|---:|---:|---:|---|\n");
        var image = report.Result.Digest is { } digest ? Code(HumanText.ShortenDigests(digest)) : "–";
        if (report.Result.Bytes is { } bytes)
            image = $"{HumanText.Size(bytes)} {image}";
        text.Append("| ").Append(HumanText.Duration(TimeSpan.FromSeconds(report.Seconds)))
            .Append(" | ").Append(report.Count(StepResult.Cached)).Append(" of ").Append(report.Count(StepResult.Cached) + report.Count(StepResult.Ran))
            .Append(" (").Append(HumanText.Rate(report.HitRate)).Append(')')
            .Append(" | ").Append(HumanText.Size(report.ContextBytes))
            .Append(" | ").Append(image).Append(" |\n\n");
        if (report.History.Count > 1)
            text.Append(HistorySummary.Of(report.History).ToSentence()).Append("\n\n");
    }

    private static void AppendCauses(StringBuilder text, BuildReport report)
    {
        var causes = report.Causes.Where(cause => cause.IsRoot).OrderByDescending(cause => cause.Seconds + cause.FollowerSeconds).Take(MaxCauses).ToList();
        foreach (var cause in causes)
        {
            text.Append("- ").Append(Code(HumanText.Shorten(StepText.Essence(cause.Instruction), InstructionLength))).Append(" ran: **")
                .Append(Escape(cause.Sentence)).Append("** (").Append(HumanText.Duration(TimeSpan.FromSeconds(cause.Seconds)));
            if (cause.Followers > 0)
            {
                text.Append($", {StepText.Count(cause.Followers, "step")} after it ")
                    .Append(HumanText.Duration(TimeSpan.FromSeconds(cause.FollowerSeconds)));
            }
            text.Append(')');
            if (cause.Advice is not null)
                text.Append(". ").Append(Escape(cause.Advice));
            text.Append('\n');
        }
        foreach (var cause in report.Causes.Where(cause => cause.Kind == CauseKind.CacheMountEmptied).Take(MaxCauses))
            text.Append("- ").Append(Code(HumanText.Shorten(StepText.Essence(cause.Instruction), InstructionLength))).Append($": {Escape(cause.Sentence)}\n");
        if (report.SavedSeconds is { } saved)
            text.Append($"- The cache saved {HumanText.Duration(TimeSpan.FromSeconds(saved))}, by the last runs of the cached steps\n");
        if (causes.Count > 0 || report.SavedSeconds is not null)
            text.Append('\n');
    }

    private static void AppendSteps(StringBuilder text, BuildReport report)
    {
        if (report.Steps.Count == 0)
            return;
        text.Append("| Step | Instruction | Result | Time |\n|---|---|---|---:|\n");
        foreach (var step in report.Steps)
        {
            var isLoud = step.Result is StepResult.Ran or StepResult.Failed or StepResult.CacheLost && !step.BaseImage;
            text.Append("| ").Append(Escape(StepText.Name(step)))
                .Append(" | ").Append(Code(StepText.Instruction(step, InstructionLength)))
                .Append(" | ").Append(isLoud ? $"**{StepText.Words(step.Result)}**" : StepText.Words(step.Result))
                .Append(" | ").Append(step.Result is StepResult.Cached or StepResult.Skipped && step.Seconds < 0.5 ? "" : StepText.Duration(step))
                .Append(" |\n");
        }
        text.Append('\n');
    }

    private static void AppendFindings(StringBuilder text, BuildReport report)
    {
        var start = text.Length;
        if (report.Cache is { } plan)
            text.Append("- Cache: ").Append(Escape(plan.Reason)).Append('\n');
        foreach (var cache in report.CacheImports)
        {
            text.Append(cache.Succeeded
                ? $"- Cache read from {Code(cache.Place)}\n"
                : $"- ⚠️ Cache not read from {Code(cache.Place)}: {Escape(HumanText.Shorten(cache.Error ?? "", 200))}\n");
        }
        foreach (var step in report.Steps.Where(step => step.CacheError is not null))
            text.Append($"- ⚠️ Cached result of {Escape(StepText.Name(step))} lost: {Escape(HumanText.Shorten(step.CacheError!, 200))}\n");
        foreach (var cache in report.CacheExports)
        {
            var size = cache.Bytes is { } bytes ? $", {HumanText.Size(bytes)}" : "";
            text.Append(cache.Succeeded
                ? $"- Cache written to {Code(cache.Place)} in {HumanText.Duration(TimeSpan.FromSeconds(cache.Seconds))}{size}\n"
                : $"- ⚠️ Cache not written to {Code(cache.Place)}: {Escape(HumanText.Shorten(cache.Error ?? "", 200))}\n");
        }
        foreach (var attempt in report.Attempts)
            text.Append(attempt.Fault is null ? "- Attempt: " : "- ⚠️ Attempt: ").Append(Escape(AttemptText.Line(attempt))).Append('\n');
        foreach (var check in report.Checks)
            text.Append("- ⚠️ ").Append(Place(check)).Append(Linked(check)).Append('\n');
        foreach (var note in report.Notes)
            text.Append("- ").Append(Escape(note)).Append('\n');
        if (text.Length > start)
            text.Append('\n');
        if (report.Command is not null)
            text.Append(Code(report.Command)).Append('\n');
    }

    private static string Place(CheckWarning check) =>
        check.File is null ? "" : Code(check.Line is null ? check.File : $"{check.File}:{check.Line}") + " ";

    private static string Linked(CheckWarning check) => check.Url is null ? Escape(check.Message) : $"[{Escape(check.Message)}]({check.Url})";

    // A pipe ends a table cell even within code. Backticks inside need a longer fence.
    private static string Code(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return line.Contains('`') ? $"`` {line} ``" : $"`{line}`";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\')
                escaped.Append('\\');
            escaped.Append(character);
        }
        return escaped.ToString();
    }
}
