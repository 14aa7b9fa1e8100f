using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Validation.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>
/// Validates settings before a process starts: reports values that would fail or be ignored silently. It starts no process and contacts no daemon; it
/// reads files that the settings name.
/// </summary>
internal static class SettingsValidator
{
    /// <summary>Validates one build.</summary>
    /// <param name="settings">The build.</param>
    /// <param name="versions">Installed versions; unknown versions are not checked.</param>
    /// <param name="facts">The builder and its surroundings.</param>
    /// <returns>Findings, errors first; empty if there are none.</returns>
    public static ImmutableArray<Finding> Validate(BuildxBuildSettings settings, ToolVersions versions, ValidationFacts facts) =>
        Validate([settings], versions, facts);

    /// <summary>Validates builds that run together, such as the images of one run: each build, and conflicts between them.</summary>
    /// <inheritdoc cref="Validate(BuildxBuildSettings, ToolVersions, ValidationFacts)"/>
    public static ImmutableArray<Finding> Validate(IReadOnlyList<BuildxBuildSettings> settings, ToolVersions versions, ValidationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(facts);
        List<Finding> findings = [.. settings.SelectMany(one => Check(new RuleInput(one, versions, facts)))];
        findings.AddRange(ArgumentRules.Check(settings));
        if (settings.Count > 1)
            findings.AddRange(SharingRules.Check(settings));
        // Two passes instead of a sort, which would have to be compiled first: this runs before every build.
        return findings.Count == 0 ? [] : [.. Of(FindingSeverity.Error), .. Of(FindingSeverity.Warning)];

        IEnumerable<Finding> Of(FindingSeverity severity) => findings.Where(finding => finding.Severity == severity).Distinct();
    }

    /// <summary>Validates any command against the installed versions: the command, its flags, and known defects.</summary>
    /// <param name="command">The command.</param>
    /// <param name="versions">Installed versions; unknown versions are not checked.</param>
    public static ImmutableArray<Finding> ValidateCommand(DockerSettings command, ToolVersions versions)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(versions);
        return [.. VersionRules.Command(command, versions), .. HistoryRules.Check(command, versions)];
    }

    /// <summary>Throws if any finding is an error.</summary>
    /// <exception cref="InvalidSettingException">The message contains all errors, one per line.</exception>
    public static void ThrowOnError(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        Finding[] errors = [.. findings.Where(finding => finding.Severity == FindingSeverity.Error)];
        if (errors.Length == 0)
            return;

        var others = string.Concat(errors.Skip(1).Select(error => $"{Environment.NewLine}{error}"));
        throw new InvalidSettingException(errors[0].Setting, $"{errors[0].Problem}. {errors[0].Cure}.{others}");
    }

    private static IEnumerable<Finding> Check(RuleInput input) =>
    [
        .. ValueRules.Check(input),
        .. VersionRules.Check(input),
        .. CacheBackendRules.Check(input),
        .. CachePlaceRules.Check(input),
        .. OutputRules.Check(input),
        .. StoreRules.Check(input),
        .. NameRules.Check(input),
        .. SecretRules.Check(input),
    ];
}
