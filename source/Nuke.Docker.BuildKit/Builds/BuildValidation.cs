using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Answers.Engine;
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
    /// <summary>
    /// Validates a command and its builds against the installed tools and the engine: prints warnings, and throws if a build cannot succeed.
    /// </summary>
    /// <param name="command">The command in the environment of its builds; for a compose project its build.</param>
    /// <param name="builds">All builds of the command: only together do they show that two images would write one cache.</param>
    /// <param name="connection">The engine, whose locator knows where the versions of the tools are cached.</param>
    /// <param name="engine">The engine's version and image store.</param>
    /// <param name="print">Called for each warning. <c>null</c>: warnings are not printed.</param>
    /// <param name="cancellationToken">Stops a tool that is asked for its version.</param>
    /// <exception cref="Text.InvalidSettingException">A build cannot succeed. The message contains all errors.</exception>
    public static async Task RequireAsync(
        DockerSettings command,
        IReadOnlyList<BuildxBuildSettings> builds,
        EngineConnection connection,
        EngineInfo engine,
        Action<ProgressLevel, string>? print = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(builds);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(engine);
        var environment = command.ToEnvironment();
        var builder = BuilderOf(builds);
        var version = ToolVersions.Parse(engine.ServerVersion);
        var reader = connection.VersionsReader;
        var versions = await reader.ReadAsync(environment, compose: command is ComposeBuildSettings, cancellationToken: cancellationToken);
        var buildKit = await reader.BuildKitAsync(environment, version, builder, cancellationToken: cancellationToken);
        versions = versions with { Engine = version, BuildKit = buildKit };
        var facts = ReadFacts(command, builds) with { UsesContainerdStore = engine.UsesContainerdStore };
        var findings = Validate(command, builds, versions, facts);
        // A cached version is good enough to accept settings, but not to refuse them: a builder can be updated in place.
        if (findings.Any(finding => finding.Severity == FindingSeverity.Error)
            && await reader.BuildKitAsync(environment, version, builder, again: true, cancellationToken) is { } now && now != versions.BuildKit)
        {
            findings = Validate(command, builds, versions with { BuildKit = now }, facts);
        }

        Report(findings, print);
    }

    /// <summary>Validates a command and its builds.</summary>
    /// <param name="command">The command: a build, a bake, or the build of a compose project.</param>
    /// <param name="builds">The builds of the command, including those that run one after the other.</param>
    /// <param name="versions">The installed versions. Unknown versions are not checked.</param>
    /// <param name="facts">The builder and the engine.</param>
    /// <returns>Errors and warnings, each once. Empty: the settings are valid.</returns>
    [Pure]
    internal static ImmutableArray<Finding> Validate(
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
    internal static ValidationFacts ReadFacts(DockerSettings command, IReadOnlyList<BuildxBuildSettings> builds)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(builds);
        var config = command.ToEnvironment().GetValueOrDefault("DOCKER_CONFIG");
        var builder = BuilderOf(builds);
        return new ValidationFacts { Driver = CurrentBuilder.Driver(config, builder), Nodes = CurrentBuilder.Nodes(config, builder) };
    }

    /// <summary>Returns the <c>--builder</c> that all builds have in common. <c>null</c>: they use the current builder, or different ones.</summary>
    [Pure]
    internal static string? BuilderOf(IReadOnlyList<BuildxBuildSettings> builds)
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
            Preflight.RequireEncoding(build.DockerfilePath(), build.ContextFolder(), print);
        }

        // The versions are those of the tools on PATH, not of a tool at another path.
        if (command is not { ToolPath: null, Versions: { } versions })
            return;
        Report(Validate(command, builds, versions, ReadFacts(command, builds)), print);
    }

    private static void Report(ImmutableArray<Finding> findings, Action<ProgressLevel, string>? print)
    {
        foreach (var warning in findings.Where(finding => finding.Severity == FindingSeverity.Warning))
            print?.Invoke(ProgressLevel.Warning, warning.ToString());
        SettingsValidator.ThrowOnError(findings);
    }
}
