using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Commands.Versions;
using Nuke.Docker.BuildKit.Engines;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Holds the settings of a run against what is installed.</summary>
internal static class InstalledVersions
{
    /// <summary>What rules have to know of the engine and of the builder that is in use.</summary>
    public static ValidationFacts FactsOf(EngineConnection connection, EngineInfo info) => new()
    {
        Driver = CurrentBuilder.Driver(connection.DockerConfig),
        Nodes = CurrentBuilder.Nodes(connection.DockerConfig),
        UsesContainerdStore = info.UsesContainerdStore,
    };

    /// <summary>Logs warnings, and ends in an error where a build can't go well.</summary>
    /// <param name="build">Whose temporary folder keeps what the tools answered.</param>
    /// <param name="environment">The environment of the builds.</param>
    /// <param name="info">The engine.</param>
    /// <param name="builder">The value of <c>--builder</c>.</param>
    /// <param name="validate">What is wrong, given the versions.</param>
    /// <param name="cancellationToken">Ends a tool that is being asked.</param>
    public static async Task CheckAsync(
        INukeBuild build,
        IReadOnlyDictionary<string, string?> environment,
        EngineInfo info,
        string? builder,
        Func<ToolVersions, IReadOnlyList<Finding>> validate,
        CancellationToken cancellationToken)
    {
        var reader = new ToolVersionsReader(HostDefaults.VersionsFile(build));
        var engine = ToolVersions.Parse(info.ServerVersion);
        var installed = await reader.ReadAsync(environment, cancellationToken: cancellationToken) with { Engine = engine };
        installed = installed with { BuildKit = await reader.BuildKitAsync(environment, engine, builder, cancellationToken: cancellationToken) };
        var findings = validate(installed);
        // What was found out earlier is good enough to go on with, but not to refuse: a builder can be updated in place.
        if (findings.Any(finding => finding.Severity == FindingSeverity.Error)
            && await reader.BuildKitAsync(environment, engine, builder, again: true, cancellationToken) is { } now && now != installed.BuildKit)
        {
            findings = validate(installed with { BuildKit = now });
        }

        foreach (var finding in findings.Where(finding => finding.Severity == FindingSeverity.Warning))
            Log.Warning("{Finding:l}", finding.ToString());
        SettingsValidator.ThrowOnError(findings);
    }
}
