using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial class EngineLocator
{
    /// <summary>A daemon is there; finds a docker CLI with buildx for it.</summary>
    private async Task<EngineConnection> ConnectAsync(EngineEndpoint endpoint, List<string> tried, CancellationToken cancellationToken)
    {
        // The embedded engine answers to its own shell lines too: there the user named it as a daemon like any other.
        var isEmbedded = endpoint.Host == embedded.Host;

        if (isEmbedded && await embedded.FindRunningAsync(cancellationToken) is { } running)
            return running;

        var docker = HostCommand.Find("docker", _environment);

        if (docker is not null && await HasBuildxAsync(cancellationToken))
            return new EngineConnection(endpoint, docker, DockerConfig: null, Embedded: false, await LacksBridgeAsync(endpoint, cancellationToken));

        var lack = docker is null ? "PATH has no docker CLI" : $"{docker} has no buildx plugin";
        tried.Add($"{endpoint}: answers, but {lack}.");

        if (EmbeddedEngine.UnsupportedReason() is not null)
            throw new EngineNotFoundException(tried, $"A daemon is there, but {lack}. Install docker-buildx (docs.docker.com/build/install-buildx).");

        _progress($"{lack}; using one from the distribution's packages.");
        var (path, config) = await embedded.FetchCliAsync(cancellationToken);
        return new EngineConnection(endpoint, path, config, Embedded: false, await LacksBridgeAsync(endpoint, cancellationToken));
    }

    /// <summary>Such as an embedded engine of another checkout, or a daemon in a sandbox.</summary>
    private async Task<bool> LacksBridgeAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind == EngineEndpointKind.Ssh)
            return false;

        using var engine = new EngineProbe(endpoint, Timeout);
        var system = await engine.PingAsync(cancellationToken);
        return system.OsType != "windows" && !await engine.HasNetworkAsync("bridge", cancellationToken);
    }

    /// <summary>Looks for the plugin where the CLI does; only where that finds nothing is the CLI itself asked, once, as its start takes 0.15 s.</summary>
    private async Task<bool> HasBuildxAsync(CancellationToken cancellationToken)
    {
        var name = OperatingSystem.IsWindows() ? "docker-buildx.exe" : "docker-buildx";

        return PluginDirectories().Any(_ => File.Exists(Path.Combine(_, name)))
            || await new ToolVersionsReader(versionsFile).HasBuildxAsync(_environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value), cancellationToken);
    }

    private IEnumerable<string> PluginDirectories()
    {
        if (DockerContexts.ConfigDirectory(_environment) is { } config)
            yield return Path.Combine(config, "cli-plugins");

        foreach (var extra in DockerContexts.In(_environment).ReadConfig()?.CliPluginsExtraDirs ?? [])
            yield return extra;

        if (OperatingSystem.IsWindows())
        {
            yield return Path.Combine(_environment.Read("ProgramData") ?? "", "Docker", "cli-plugins");
            yield return Path.Combine(_environment.Read("ProgramFiles") ?? "", "Docker", "cli-plugins");
            yield break;
        }

        foreach (var directory in new[] { "/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec" })
            yield return $"{directory}/docker/cli-plugins";
    }
}
