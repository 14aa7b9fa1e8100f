using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

public sealed partial class EngineLocator
{
    /// <summary>Finds a docker CLI with buildx for a daemon that responds.</summary>
    private async Task<EngineConnection> ConnectAsync(EngineEndpoint endpoint, List<string> tried, CancellationToken cancellationToken)
    {
        // The embedded engine responds to its own shell variables too, if the user has set them.
        var isEmbedded = endpoint.Host == embedded.Host;

        if (isEmbedded && await embedded.FindRunningAsync(cancellationToken) is { } running)
            return running;

        var docker = HostCommand.Find("docker", _environment);

        if (docker is not null && await HasBuildxAsync(cancellationToken))
            return new EngineConnection(endpoint, docker, DockerConfig: null, Embedded: false, await LacksBridgeAsync(endpoint, cancellationToken));

        var lack = docker is null ? "no docker CLI is on PATH" : $"{docker} has no buildx plugin";
        tried.Add($"{endpoint}: answers, but {lack}.");

        if (EmbeddedEngine.UnsupportedReason() is not null)
            throw new EngineNotFoundException(tried, $"A daemon responds, but {lack}. Install docker-buildx (docs.docker.com/build/install-buildx).");

        _progress($"A daemon responds, but {lack}; using the one from the distribution's packages.");
        var (path, config) = await embedded.FetchCliAsync(cancellationToken);
        return new EngineConnection(endpoint, path, config, Embedded: false, await LacksBridgeAsync(endpoint, cancellationToken));
    }

    /// <summary>An embedded engine of another checkout, or a daemon in a sandbox, may lack the default bridge.</summary>
    private async Task<bool> LacksBridgeAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Kind == EngineEndpointKind.Ssh)
            return false;

        var engine = new EngineProbe(endpoint, Timeout);
        var system = await engine.PingAsync(cancellationToken);
        return system.OsType != "windows" && !await engine.HasNetworkAsync("bridge", cancellationToken);
    }

    /// <summary>Searches for the plugin in the CLI's folders. Asks the CLI itself only if it is in none of them, because starting it takes 0.15 s.</summary>
    private async Task<bool> HasBuildxAsync(CancellationToken cancellationToken)
    {
        var name = OperatingSystem.IsWindows() ? "docker-buildx.exe" : "docker-buildx";

        if (PluginDirectories().Any(_ => File.Exists(Path.Combine(_, name))))
            return true;
        var variables = _environment.ToDictionary(variable => variable.Key, variable => (string?)variable.Value);
        return await _versions.HasBuildxAsync(variables, cancellationToken);
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
