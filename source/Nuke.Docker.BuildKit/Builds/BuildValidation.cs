using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>
/// Validates a command that builds, together with its builds, before a process starts. The tasks do this for commands whose settings name
/// <see cref="DockerSettings.Versions"/>; a caller that has validated them already sets these to <c>null</c>.
/// </summary>
public static class BuildValidation
{
    /// <summary>Validates a command and its builds.</summary>
    /// <param name="command">The command: a build, a bake, or the build of a compose project.</param>
    /// <param name="builds">The builds of the command, including those that run one after the other.</param>
    /// <param name="versions">The installed versions. Unknown versions are not checked.</param>
    /// <param name="facts">The builder and the engine.</param>
    /// <returns>Errors and warnings, each once. Empty: the settings are valid.</returns>
    [Pure]
    public static ImmutableArray<Finding> Validate(
        DockerSettings command,
        IReadOnlyList<BuildxBuildSettings> builds,
        ToolVersions versions,
        ValidationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(versions);
        // compose builds with its own buildx.
        var used = command is ComposeBuildSettings ? versions with { Buildx = null } : versions;
        return [.. SettingsValidator.ValidateCommand(command, versions).Concat(SettingsValidator.Validate(builds, used, facts)).Distinct()];
    }

    /// <summary>Reads the driver and the nodes of the builder of some builds.</summary>
    /// <param name="command">The command, whose environment can name the configuration folder of docker.</param>
    /// <param name="builds">The builds. If they have different builders, the current one is read.</param>
    [Pure]
    public static ValidationFacts ReadFacts(DockerSettings command, IReadOnlyList<BuildxBuildSettings> builds)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(builds);
        var config = command.ToEnvironment().GetValueOrDefault("DOCKER_CONFIG");
        var builder = BuilderOf(builds);
        return new ValidationFacts { Driver = CurrentBuilder.Driver(config, builder), Nodes = CurrentBuilder.Nodes(config, builder) };
    }

    /// <summary>Returns the <c>--builder</c> that all builds have in common. <c>null</c>: they use the current builder, or different ones.</summary>
    [Pure]
    public static string? BuilderOf(IReadOnlyList<BuildxBuildSettings> builds)
    {
        ArgumentNullException.ThrowIfNull(builds);
        return builds.Select(build => build.Builder).Distinct().ToList() is [var one] ? one : null;
    }

    /// <summary>Prints warnings, and throws if a build cannot succeed.</summary>
    /// <exception cref="Faults.DockerBuildException">A build context or a Dockerfile does not exist.</exception>
    /// <exception cref="Text.InvalidSettingException">The installed tool would refuse or ignore a setting.</exception>
    internal static void Require(DockerSettings command, IReadOnlyList<BuildxBuildSettings> builds, Action<ProgressLevel, string>? print)
    {
        foreach (var build in builds)
        {
            if (build.ContextFolder() is { } context)
                Preflight.RequireContext(context);
            if (build.DockerfilePath() is { } dockerfile)
                Preflight.RequireDockerfile(dockerfile);
        }

        // The versions are those of the tools on PATH, not of a tool at another path.
        if (command is not { ToolPath: null, Versions: { } versions })
            return;
        var findings = Validate(command, builds, versions, ReadFacts(command, builds));
        foreach (var warning in findings.Where(finding => finding.Severity == FindingSeverity.Warning))
            print?.Invoke(ProgressLevel.Warning, warning.ToString());
        SettingsValidator.ThrowOnError(findings);
    }
}
