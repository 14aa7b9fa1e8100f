using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Text.Faults;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The work of <see cref="IDockerEnableBuildKit"/>.</summary>
internal static class DaemonTargets
{
    /// <returns>True if the file changes.</returns>
    public static Task<bool> EnableBuildKitAsync(IDockerEnableBuildKit build) => TargetAction.RunAsync(build, async token =>
    {
        UsableHome.Ensure(build);
        var settings = build.DockerDaemonConfiguration.ToSettings();
        var locator = new EngineLocator(new EmbeddedEngine(build.DockerEngineDirectory));
        var connection = await locator.FindIfRunningAsync(token);
        foreach (var diagnosis in await EngineAdvice.OfAsync(connection, token))
        {
            Log.Warning("{Subject:l}: {Found:l}. {Meaning:l}", diagnosis.Subject, diagnosis.Found, diagnosis.Meaning);
            Log.Warning("→ {Cure:l}", diagnosis.Cure);
        }

        if (connection is { Embedded: true } && build.DockerDaemonFile is null)
        {
            Log.Information("The private engine uses BuildKit and writes its configuration at each start");
            return false;
        }

        var file = new DaemonFile(PathOf(build, connection), build.TemporaryDirectory / "daemon.json", connection, "--docker-daemon-restart");
        return await file.ChangeAsync(settings, build.DockerDryRun, build.DockerDaemonRestart, token);
    });

    private static string PathOf(IDockerEnableBuildKit build, EngineConnection? connection)
    {
        if (build.DockerDaemonFile is { } path)
            return Path.GetFullPath(path, build.RootDirectory);
        var environment = EnvironmentReading.OfThisProcess();
        if (connection is not { Endpoint.Kind: EngineEndpointKind.Tcp or EngineEndpointKind.Ssh })
        {
            var socket = connection is { Endpoint.Kind: EngineEndpointKind.UnixSocket } ? connection.Endpoint.Address : null;
            if (ConfigurationFiles.DaemonPath(null, socket, environment) is { } found)
                return found;
        }

        throw new DockerException(
            DockerFaultKind.DaemonConfigurationInvalid,
            connection is { Endpoint.Kind: EngineEndpointKind.UnixSocket }
                ? $"It is unknown where the engine at {connection.DockerHost} reads its configuration. Name the file with --docker-daemon-file."
                : $"The engine at {connection?.DockerHost} runs on another machine. Run the target there.");
    }
}
