namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The findings of the linter.</summary>
public sealed record LintReport
{
    /// <summary>The findings by file and line, without those in <see cref="Suppressed"/>.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>The findings that comments in the file suppress.</summary>
    public IReadOnlyList<LintFinding> Suppressed { get; init; } = [];

    /// <summary>Returns the number of findings with a severity.</summary>
    public int Count(LintSeverity severity) => Findings.Count(finding => finding.Rule.Severity == severity);

    /// <summary>Returns true if a build should fail.</summary>
    public bool Fails(LintFailOn failOn) => failOn switch
    {
        LintFailOn.Error => Count(LintSeverity.Error) > 0,
        LintFailOn.Warning => Count(LintSeverity.Error) + Count(LintSeverity.Warning) > 0,
        _ => false,
    };

    /// <summary>Merges the reports of several files.</summary>
    public static LintReport Merge(IEnumerable<LintReport> reports)
    {
        LintReport[] all = [.. reports];
        return new LintReport
        {
            Findings = [.. all.SelectMany(report => report.Findings)],
            Suppressed = [.. all.SelectMany(report => report.Suppressed)],
        };
    }
}
