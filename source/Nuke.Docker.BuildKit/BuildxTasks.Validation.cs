using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Commands.Versions;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit;

public static partial class BuildxTasks
{
    // With versions everything that can be told beforehand; without, what is known anyway. A mistake in the settings costs no process.
    private static void Validate(DockerSettings command, IReadOnlyList<BuildxBuildSettings> builds, ToolVersions? versions, Action<ProgressLevel, string>? print)
    {
        if (versions is null)
        {
            CommandRunner.Check(command);
            return;
        }

        var config = command.ToEnvironment().GetValueOrDefault("DOCKER_CONFIG");
        var builder = builds.Select(build => build.Builder).Distinct().ToList() is [var one] ? one : null;
        var facts = new ValidationFacts { Driver = CurrentBuilder.Driver(config, builder), Nodes = CurrentBuilder.Nodes(config, builder) };
        List<Finding> findings = [.. SettingsValidator.ValidateCommand(command, versions), .. SettingsValidator.Validate(builds, versions, facts)];
        foreach (var warning in findings.Where(finding => finding.Severity == FindingSeverity.Warning).Distinct())
            print?.Invoke(ProgressLevel.Warning, warning.ToString());
        SettingsValidator.ThrowOnError([.. findings.Distinct()]);
    }
}
