using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Components.Internal;

internal sealed partial class BuildEngine
{
    /// <summary>Validates a command and its builds against the installed versions, once for all builds of a target, and logs warnings.</summary>
    /// <param name="build">The build class, whose temporary folder caches the versions.</param>
    /// <param name="command">The command, in the environment of the builds.</param>
    /// <param name="builds">All builds of the target: only together do they show that two images would write one cache.</param>
    /// <param name="cancellationToken">Stops a tool that is asked for its version.</param>
    /// <returns>The command. It has no <see cref="DockerSettings.Versions"/>, because it needs no further validation.</returns>
    /// <exception cref="Text.InvalidSettingException">A build cannot succeed. All errors are in the message.</exception>
    public async Task<T> ValidateAsync<T>(INukeBuild build, T command, IReadOnlyList<BuildxBuildSettings> builds, CancellationToken cancellationToken)
        where T : DockerSettings
    {
        var environment = command.ToEnvironment();
        var builder = BuildValidation.BuilderOf(builds);
        var reader = new ToolVersionsReader(HostDefaults.VersionsFile(build));
        var engine = ToolVersions.Parse(_info.ServerVersion);
        var installed = await reader.ReadAsync(environment, compose: command is ComposeBuildSettings, cancellationToken: cancellationToken);
        var versions = installed with { Engine = engine };
        versions = versions with { BuildKit = await reader.BuildKitAsync(environment, engine, builder, cancellationToken: cancellationToken) };
        var facts = BuildValidation.ReadFacts(command, builds) with { UsesContainerdStore = _info.UsesContainerdStore };
        var findings = BuildValidation.Validate(command, builds, versions, facts);
        // A cached version is good enough to accept settings, but not to refuse them: a builder can be updated in place.
        if (findings.Any(finding => finding.Severity == FindingSeverity.Error)
            && await reader.BuildKitAsync(environment, engine, builder, again: true, cancellationToken) is { } now && now != versions.BuildKit)
        {
            findings = BuildValidation.Validate(command, builds, versions with { BuildKit = now }, facts);
        }

        foreach (var finding in findings.Where(finding => finding.Severity == FindingSeverity.Warning))
            Serilog.Log.Warning("{Finding:l}", finding.ToString());
        SettingsValidator.ThrowOnError(findings);
        return (T)((DockerSettings)command with { Versions = null });
    }
}
