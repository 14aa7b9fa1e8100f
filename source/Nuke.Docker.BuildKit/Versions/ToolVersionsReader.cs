using System.Globalization;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Versions.Internal;

namespace Nuke.Docker.BuildKit.Versions;

/// <summary>Finds out which versions are installed. A program is asked once: its answer is kept in a file, by the program's path and the time of its last change, so that later runs start no process.</summary>
/// <param name="cacheFile">Keeps the answers. <c>null</c>: they aren't kept.</param>
public sealed class ToolVersionsReader(string? cacheFile = null)
{
    private readonly VersionCache _cache = new(cacheFile);

    /// <summary>What can be told: the engine's version over its socket, buildx's from the file or by asking it.</summary>
    /// <param name="environment">Laid over this process's own: <c>PATH</c>, <c>DOCKER_CONFIG</c> and <c>HOME</c> say which programs are meant. <c>null</c> changes nothing.</param>
    /// <param name="engine">The engine that is asked. <c>null</c>: its version stays unknown.</param>
    /// <param name="compose">Whether compose is asked too; a build doesn't need to know.</param>
    /// <param name="cancellationToken">Ends a program that is being asked.</param>
    /// <exception cref="EngineRequestException">The engine doesn't answer.</exception>
    public async Task<ToolVersions> ReadAsync(
        IReadOnlyDictionary<string, string?>? environment = null,
        IDockerEngine? engine = null,
        bool compose = false,
        CancellationToken cancellationToken = default) => new()
        {
            Buildx = await ReadAsync("docker-buildx", ["buildx", "version"], environment, cancellationToken),
            Compose = compose ? await ReadAsync("docker-compose", ["compose", "version", "--short"], environment, cancellationToken) : null,
            Engine = engine is null ? null : ToolVersions.Parse((await engine.VersionAsync(cancellationToken)).Version),
        };

    private async Task<Version?> ReadAsync(string plugin, IReadOnlyList<string> command, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        environment ??= new Dictionary<string, string?>(StringComparer.Ordinal);
        var path = environment.TryGetValue("PATH", out var own) ? own : null;
        // Where docker is a script nobody knows which plugin it will start: then the script is what may change.
        var program = BuildxLocator.Find(plugin, environment) ?? ToolLocator.TryFind("docker", path);
        if (program is null)
            return null;

        var stamp = new FileInfo(program).LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
        if (_cache.Find(plugin, program, stamp) is { } known)
            return ToolVersions.Parse(known);

        var text = await AskAsync(command, environment, cancellationToken);
        if (text is not null)
            _cache.Keep(plugin, program, stamp, text);
        return ToolVersions.Parse(text);
    }

    // A plugin that is missing or broken is told of by the build itself, with more help.
    private static async Task<string?> AskAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        string? answer = null;
        try
        {
            var result = await new DockerProcess().RunAsync(
                VersionSettings.Of(command, environment),
                line => answer ??= line.Kind == OutputKind.StandardOutput && line.Text.Length > 0 ? line.Text : null,
                cancellationToken: cancellationToken);
            return result.ExitCode == 0 ? answer : null;
        }
        catch (ProcessStartException)
        {
            return null;
        }
    }
}
