namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>The documentation of a rule, from which reports and the rules page are made.</summary>
/// <param name="Id">The id: <c>NDB001</c>.</param>
/// <param name="Severity">The severity of its findings.</param>
internal sealed record RuleText(string Id, LintSeverity Severity)
{
    /// <summary>The mistake, as a clause.</summary>
    public required string Cause { get; init; }

    /// <summary>Its consequence, as a clause.</summary>
    public required string Cost { get; init; }

    /// <summary>The remedy, as an imperative.</summary>
    public required string Cure { get; init; }

    /// <summary>Details for the rules page, in Markdown; <c>null</c> for none.</summary>
    public string? Notes { get; init; }

    /// <summary>The effect and the conditions of the fix, in Markdown; <c>null</c> if the rule has no fix.</summary>
    public string? Fixer { get; init; }

    /// <summary>
    /// The check of BuildKit that finds the same mistake; <c>null</c> for none. Its finding is dropped if this rule has one in the same lines.
    /// </summary>
    public string? BuildKitCheck { get; init; }
}
