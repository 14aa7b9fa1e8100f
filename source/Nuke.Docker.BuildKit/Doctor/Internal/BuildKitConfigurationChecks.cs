using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Daemons.Internal;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks <c>buildkitd.toml</c>.</summary>
internal static class BuildKitConfigurationChecks
{
    public static IEnumerable<Diagnosis> Check(DoctorFacts facts) =>
        from file in facts.BuildKitConfigurations
        where !string.IsNullOrEmpty(file.Text)
        from finding in BuildKitFile.Read(file.Text!, file.Path).Findings
        select new Diagnosis(
            "buildkitd.toml",
            finding.Severity == FindingSeverity.Error ? DiagnosisSeverity.Error : DiagnosisSeverity.Warning,
            $"{finding.Setting}: {finding.Problem}",
            Meaning: null,
            finding.Cure);
}
