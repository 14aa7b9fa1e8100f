using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Output;

/// <summary>Writes a report as lines for a terminal.</summary>
internal static class LintText
{
    /// <summary>
    /// Returns one line for each finding, <c>file:line:column: severity rule message</c>, the cause, cost and fix of each rule, and the number of findings.
    /// </summary>
    [Pure]
    public static IReadOnlyList<string> Lines(LintReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lines = report.Findings.Select(finding => finding.ToString()).ToList();
        var rules = report.Findings.Select(finding => finding.Rule).Where(rule => rule.Cost.Length > 0).Distinct();
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            lines.Add($"{rule.Id} {rule.Name}: {rule.Cause}: {rule.Cost}. Fix: {rule.Cure}.{(rule.Url is null ? "" : $" {rule.Url}")}");
        lines.Add(Summary(report));
        return lines;
    }

    /// <summary>Returns the number of findings: <c>1 error, 2 warnings, 1 note, 3 suppressed</c>.</summary>
    [Pure]
    public static string Summary(LintReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var suppressed = report.Suppressed.Count == 0 ? "" : $", {report.Suppressed.Count} suppressed";
        var errors = Counted(report.Count(LintSeverity.Error), "error");
        var warnings = Counted(report.Count(LintSeverity.Warning), "warning");
        return $"{errors}, {warnings}, {Counted(report.Count(LintSeverity.Note), "note")}{suppressed}";
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
