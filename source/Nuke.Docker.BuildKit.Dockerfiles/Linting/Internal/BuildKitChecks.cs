using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Converts the results of BuildKit's checks to findings.</summary>
internal static class BuildKitChecks
{
    // The linter's own rule is preferred because it names the cost.
    private static readonly Dictionary<string, LintRule> s_twins =
        RuleCatalog.All.Where(rule => rule.Text.BuildKitCheck is not null).ToDictionary(rule => rule.Text.BuildKitCheck!, rule => rule.Rule);

    /// <summary>The names of BuildKit's checks, as of Dockerfile 1.20.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "StageNameCasing", "FromAsCasing", "NoEmptyContinuation", "ConsistentInstructionCasing", "DuplicateStageName", "ReservedStageName",
        "JSONArgsRecommended", "MaintainerDeprecated", "UndefinedArgInFrom", "WorkdirRelativePath", "UndefinedVar", "MultipleInstructionsDisallowed",
        "LegacyKeyValueFormat", "RedundantTargetPlatform", "SecretsUsedInArgOrEnv", "InvalidDefaultArgInFrom", "FromPlatformFlagConstDisallowed",
        "CopyIgnoredFile", "InvalidDefinitionDescription", "ExposeProtoCasing", "ExposeInvalidFormat", "InvalidBaseImagePlatform",
    };

    public static IEnumerable<LintFinding> Of(LintSubject subject)
    {
        if (subject.Context.Checks is not { } checks)
            yield break;
        foreach (var finding in checks.Findings)
        {
            var rule = new LintRule(finding.Rule, finding.Rule, LintSeverity.Warning, finding.Description, "", "see its documentation", finding.Url, false);
            yield return new LintFinding(rule, subject.Dockerfile.Path, finding.Lines, finding.Detail.Length > 0 ? finding.Detail : finding.Description);
        }

        // An unreachable registry is not a mistake of the Dockerfile.
        if (checks is { Error: { } error, Unreachable: false } && subject.Dockerfile.Problems.Count == 0)
            yield return new LintFinding(RuleCatalog.WouldFail.Rule, subject.Dockerfile.Path, checks.ErrorLines, error);
    }

    /// <summary>Removes findings of BuildKit's checks for which a rule of this linter has a finding in the same lines.</summary>
    public static IEnumerable<LintFinding> WithoutTwins(IReadOnlyCollection<LintFinding> findings) => findings.Where(finding =>
        !s_twins.TryGetValue(finding.Rule.Id, out var twin) || !findings.Any(other => other.Rule == twin && Overlap(other.Lines, finding.Lines)));

    private static bool Overlap(DockerfileLines? one, DockerfileLines? other) =>
        one is not null && other is not null && one.First <= other.Last && other.First <= one.Last;
}
