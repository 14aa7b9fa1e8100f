using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Validation.Internal;
using Nuke.Docker.BuildKit.Commands.Versions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>Says what would go wrong with settings, or be ignored without a word, before a process starts. It asks no daemon and starts nothing; it looks at files that the settings name.</summary>
public static class SettingsValidator
{
    /// <summary>What is wrong with one build.</summary>
    /// <param name="settings">The build.</param>
    /// <param name="versions">What is installed; what is unknown is held against nothing.</param>
    /// <param name="facts">The builder and its surroundings.</param>
    /// <returns>Errors first; empty where nothing is wrong.</returns>
    public static ImmutableArray<Finding> Validate(BuildxBuildSettings settings, ToolVersions versions, ValidationFacts facts) =>
        Validate([settings], versions, facts);

    /// <summary>What is wrong with builds that belong together, such as the images of one run: what each of them does wrong, and what they do to each other.</summary>
    /// <inheritdoc cref="Validate(BuildxBuildSettings, ToolVersions, ValidationFacts)"/>
    public static ImmutableArray<Finding> Validate(IReadOnlyList<BuildxBuildSettings> settings, ToolVersions versions, ValidationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(facts);
        List<Finding> findings = [.. settings.SelectMany(one => Check(new RuleInput(one, versions, facts)))];
        if (settings.Count > 1)
            findings.AddRange(SharingRules.Check(settings));
        // Two passes instead of a sort, which would have to be compiled first: this stands before every build.
        return findings.Count == 0 ? [] : [.. Of(FindingSeverity.Error), .. Of(FindingSeverity.Warning)];

        IEnumerable<Finding> Of(FindingSeverity severity) => findings.Where(finding => finding.Severity == severity).Distinct();
    }

    /// <summary>What the installed tools are too old or too new for in any command: the command itself and its flags, and what it is known to break.</summary>
    /// <param name="command">The command.</param>
    /// <param name="versions">What is installed; what is unknown is held against nothing.</param>
    public static ImmutableArray<Finding> ValidateCommand(DockerSettings command, ToolVersions versions)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(versions);
        return [.. VersionRules.Command(command, versions), .. HistoryRules.Check(command, versions)];
    }

    /// <summary>Ends in an error where one of the findings is one.</summary>
    /// <exception cref="InvalidSettingException">Tells all errors, one a line.</exception>
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
        .. CacheRules.Check(input),
        .. CachePlaceRules.Check(input),
        .. OutputRules.Check(input),
        .. StoreRules.Check(input),
        .. NameRules.Check(input),
        .. SecretRules.Check(input),
    ];
}
