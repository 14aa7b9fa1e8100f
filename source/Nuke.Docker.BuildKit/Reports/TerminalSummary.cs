using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>A report as a few aligned lines for the end of a log.</summary>
public static class TerminalSummary
{
    private const int NameWidth = 8;
    private const int InstructionLength = 60;
    private const int SlowestSteps = 3;

    /// <summary>The lines, without an end and without colours.</summary>
    [Pure]
    public static IReadOnlyList<string> Of(BuildReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<string> lines = [Line("image", Image(report)), Line("steps", Steps(report))];
        lines.AddRange(report.UserSteps.Where(step => step.Result is StepResult.Ran or StepResult.Failed or StepResult.CacheLost)
            .OrderByDescending(step => step.Seconds)
            .Take(SlowestSteps)
            .Select(step => Line(Verb(step.Result), $"{StepText.Duration(step),8}  {StepText.Name(step)}  {StepText.Instruction(step, InstructionLength)}")));
        lines.Add(Line("context", $"{HumanText.Size(report.ContextBytes)} sent"));
        lines.AddRange(report.CacheImports.Where(cache => !cache.Succeeded).Select(cache => Line("cache", $"not read from {cache.Place}: {HumanText.Shorten(cache.Error ?? "", 120)}")));
        lines.AddRange(report.Steps.Where(step => step.CacheError is not null).Select(step => Line("cache", $"lost for {StepText.Name(step)}: {HumanText.Shorten(step.CacheError!, 120)}")));
        lines.AddRange(report.CacheExports.Select(cache => Line("cache", Export(cache))));
        lines.AddRange(report.Attempts.Select(attempt => Line("attempt", AttemptText.Line(attempt))));
        if (report.Checks.Count > 0)
            lines.Add(Line("checks", report.Checks.Count == 1 ? report.Checks[0].Message : $"{report.Checks.Count} findings, the first: {report.Checks[0].Message}"));
        lines.AddRange(report.Notes.Select(note => Line("note", note)));
        return lines;
    }

    private static string Image(BuildReport report)
    {
        var size = report.Result.Bytes is { } bytes ? $", {HumanText.Size(bytes)}" : "";
        var digest = report.Result.Digest is { } value ? $", {HumanText.ShortenDigests(value)}" : "";
        var end = report.ExitCode == 0 ? "" : ", failed";
        return $"{(report.Tags.Count > 0 ? string.Join(", ", report.Tags) : report.Image)}{size}{digest} in {HumanText.Duration(TimeSpan.FromSeconds(report.Seconds))}{end}";
    }

    private static string Steps(BuildReport report)
    {
        var others = new[] { StepResult.Failed, StepResult.Stopped, StepResult.CacheLost }
            .Where(result => report.Count(result) > 0)
            .Select(result => $", {report.Count(result)} {StepText.Words(result)}");
        return $"{report.Count(StepResult.Ran)} ran, {report.Count(StepResult.Cached)} cached ({HumanText.Rate(report.HitRate)}){string.Concat(others)}";
    }

    private static string Export(CacheTransfer cache) => cache.Succeeded
        ? $"written to {cache.Place} in {HumanText.Duration(TimeSpan.FromSeconds(cache.Seconds))}{(cache.Bytes is { } bytes ? $", {HumanText.Size(bytes)}" : "")}"
        : $"not written to {cache.Place}: {HumanText.Shorten(cache.Error ?? "", 120)}";

    private static string Verb(StepResult result) => result == StepResult.Ran ? "ran" : StepText.Words(result);

    private static string Line(string name, string text) => $"{name.PadRight(NameWidth)}  {text}";
}
