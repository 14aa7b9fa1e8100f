using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>A report as lines for a terminal.</summary>
public static class LintText
{
    /// <summary>One line for each finding, <c>file:line:column: severity rule message</c>, each rule's cost and cure at the end, and the count.</summary>
    [Pure]
    public static IReadOnlyList<string> Lines(LintReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lines = report.Findings.Select(finding => finding.ToString()).ToList();
        foreach (var rule in report.Findings.Select(finding => finding.Rule).Where(rule => rule.Cost.Length > 0).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal))
            lines.Add($"{rule.Id} {rule.Name}: {rule.Cause}, so {rule.Cost}. Cure: {rule.Cure}.{(rule.Url is null ? "" : $" {rule.Url}")}");
        lines.Add(Summary(report));
        return lines;
    }

    /// <summary><c>1 error, 2 warnings, 1 note, 3 suppressed</c>.</summary>
    [Pure]
    public static string Summary(LintReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var suppressed = report.Suppressed.Count == 0 ? "" : $", {report.Suppressed.Count} suppressed";
        return $"{Counted(report.Count(LintSeverity.Error), "error")}, {Counted(report.Count(LintSeverity.Warning), "warning")}, {Counted(report.Count(LintSeverity.Note), "note")}{suppressed}";
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
