using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What BuildKit's own checks found, as findings like ours.</summary>
internal static class BuildKitChecks
{
    // Where both speak of one thing, ours says what it costs.
    private static readonly Dictionary<string, LintRule> s_twins = new()
    {
        ["JSONArgsRecommended"] = LintRules.ShellFormCommand,
        ["SecretsUsedInArgOrEnv"] = LintRules.SecretInVariable,
        ["FromAsCasing"] = LintRules.FromAsCasing,
        ["CopyIgnoredFile"] = LintRules.IgnoreFileBreaksBuild,
    };

    /// <summary>Names of its checks, as of Dockerfile 1.20.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "StageNameCasing", "FromAsCasing", "NoEmptyContinuation", "ConsistentInstructionCasing", "DuplicateStageName", "ReservedStageName", "JSONArgsRecommended", "MaintainerDeprecated",
        "UndefinedArgInFrom", "WorkdirRelativePath", "UndefinedVar", "MultipleInstructionsDisallowed", "LegacyKeyValueFormat", "RedundantTargetPlatform",
        "SecretsUsedInArgOrEnv", "InvalidDefaultArgInFrom",
        "FromPlatformFlagConstDisallowed", "CopyIgnoredFile", "InvalidDefinitionDescription", "ExposeProtoCasing", "ExposeInvalidFormat", "InvalidBaseImagePlatform",
    };

    public static IEnumerable<LintFinding> Of(LintSubject subject)
    {
        if (subject.Context.Checks is not { } checks)
            yield break;
        foreach (var finding in checks.Findings)
        {
            var rule = new LintRule(finding.Rule, finding.Rule, LintSeverity.Warning, finding.Description, "", "see its page", finding.Url, false);
            yield return new LintFinding(rule, subject.Dockerfile.Path, finding.Lines, finding.Detail.Length > 0 ? finding.Detail : finding.Description);
        }

        // A registry that can't be reached is no fault of the Dockerfile's.
        if (checks.Error is { } error && subject.Dockerfile.Problems.Count == 0 && !error.Contains("failed to resolve source metadata", StringComparison.Ordinal))
            yield return new LintFinding(LintRules.WouldFail, subject.Dockerfile.Path, checks.ErrorLines, error);
    }

    public static IEnumerable<LintFinding> WithoutTwins(IReadOnlyCollection<LintFinding> findings) => findings.Where(finding =>
        !s_twins.TryGetValue(finding.Rule.Id, out var twin)
        || !findings.Any(other => other.Rule == twin && other.Lines is { } ours && finding.Lines is { } theirs && ours.First <= theirs.Last && theirs.First <= ours.Last));
}
