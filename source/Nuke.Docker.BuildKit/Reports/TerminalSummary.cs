using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Reports.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Formats a report as a few aligned lines for the end of a log.</summary>
internal static class TerminalSummary
{
    private const int NameWidth = 8;
    private const int InstructionLength = 60;
    private const int ErrorLength = 120;
    private const int SlowestSteps = 3;

    /// <summary>Returns the lines, without line ends and colors.</summary>
    [Pure]
    public static IReadOnlyList<string> Of(BuildReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        // Nothing ran and nothing was sent.
        if (report.Skipped)
            return [Line("image", Image(report)), .. report.Notes.Select(note => Line("note", note))];
        List<string> lines = [Line("image", Image(report)), Line("steps", Steps(report))];
        lines.AddRange(SlowestOf(report).Select(step => Line(Verb(step.Result), Step(step))));
        lines.Add(Line("context", $"{HumanText.Size(report.ContextBytes)} sent"));
        lines.AddRange(report.CacheImports.Select(cache => Line("cache", Import(cache))));
        lines.AddRange(report.Steps.Where(step => step.CacheError is not null).Select(step => Line("cache", LostCache(step))));
        lines.AddRange(report.CacheExports.Select(cache => Line("cache", Export(cache))));
        lines.AddRange(report.Attempts.Select(attempt => Line("attempt", AttemptText.Line(attempt))));
        if (report.Checks.Count > 0)
            lines.Add(Line("checks", Checks(report.Checks)));
        lines.AddRange(report.Notes.Select(note => Line("note", note)));
        if (report.Page is { } page)
            lines.Add(Line("report", page));
        return lines;
    }

    private static string Image(BuildReport report)
    {
        var size = report.Result.Bytes is { } bytes ? $", {HumanText.Size(bytes)}" : "";
        var digest = report.Result.Digest is { } value ? $", {HumanText.ShortenDigests(value)}" : "";
        var end = report.ExitCode == 0 ? "" : ", failed";
        var name = report.Tags.Count > 0 ? string.Join(", ", report.Tags) : report.Image;
        return $"{name}{size}{digest} in {HumanText.Duration(TimeSpan.FromSeconds(report.Seconds))}{end}";
    }

    private static string Steps(BuildReport report)
    {
        var others = new[] { StepResult.Failed, StepResult.Stopped, StepResult.CacheLost }
            .Where(result => report.Count(result) > 0)
            .Select(result => $", {report.Count(result)} {StepText.Words(result)}");
        return $"{report.Count(StepResult.Ran)} ran, {report.Count(StepResult.Cached)} cached ({HumanText.Rate(report.HitRate)}){string.Concat(others)}";
    }

    private static IEnumerable<StepReport> SlowestOf(BuildReport report) => report.UserSteps
        .Where(step => step.Result is StepResult.Ran or StepResult.Failed or StepResult.CacheLost)
        .OrderByDescending(step => step.Seconds)
        .Take(SlowestSteps);

    private static string Step(StepReport step) =>
        $"{StepText.Duration(step),8}  {StepText.Name(step)}  {StepText.Instruction(step, InstructionLength)}";

    private static string Import(CacheTransfer cache) => cache.Succeeded ? $"read from {cache.Place}" : $"not read from {cache.Place}: {Error(cache.Error)}";

    private static string LostCache(StepReport step) => $"lost for {StepText.Name(step)}: {Error(step.CacheError)}";

    private static string Export(CacheTransfer cache)
    {
        if (!cache.Succeeded)
            return $"not written to {cache.Place}: {Error(cache.Error)}";
        var size = cache.Bytes is { } bytes ? $", {HumanText.Size(bytes)}" : "";
        return $"written to {cache.Place} in {HumanText.Duration(TimeSpan.FromSeconds(cache.Seconds))}{size}";
    }

    private static string Checks(IReadOnlyList<CheckWarning> checks) =>
        checks.Count == 1 ? checks[0].Message : $"{checks.Count} findings, the first: {checks[0].Message}";

    private static string Error(string? text) => HumanText.ShortenMiddle(text ?? "", ErrorLength);

    private static string Verb(StepResult result) => result == StepResult.Ran ? "ran" : StepText.Words(result);

    private static string Line(string name, string text) => $"{name.PadRight(NameWidth)}  {text}";
}
