namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>What the linter found.</summary>
public sealed record LintReport
{
    /// <summary>By file and line; those that a comment lets pass are in <see cref="Suppressed"/>.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>What comments in the file let pass.</summary>
    public IReadOnlyList<LintFinding> Suppressed { get; init; } = [];

    /// <summary>How many of a severity.</summary>
    public int Count(LintSeverity severity) => Findings.Count(finding => finding.Rule.Severity == severity);

    /// <summary>Whether a build should fail.</summary>
    public bool Fails(LintFailOn failOn) => failOn switch
    {
        LintFailOn.Error => Count(LintSeverity.Error) > 0,
        LintFailOn.Warning => Count(LintSeverity.Error) + Count(LintSeverity.Warning) > 0,
        _ => false,
    };

    /// <summary>Reports of several files as one.</summary>
    public static LintReport Merge(IEnumerable<LintReport> reports)
    {
        LintReport[] all = [.. reports];
        return new LintReport { Findings = [.. all.SelectMany(report => report.Findings)], Suppressed = [.. all.SelectMany(report => report.Suppressed)] };
    }
}
