using System.Collections.Immutable;
using System.Globalization;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// Finds the versions of installed tools. Each program is asked once: its answer is cached in a file, by the program's path and the time of its last
/// change, so that later runs start no process.
/// </summary>
/// <param name="cacheFile">File for the answers. <c>null</c>: they are not cached.</param>
internal sealed partial class ToolVersionsReader(string? cacheFile = null)
{
    private static readonly Dictionary<string, string?> s_noVariables = [];

    private readonly VersionCache _cache = new(cacheFile);

    /// <summary>Returns the engine's version, from its socket, and those of the tools, from the file or from the tools.</summary>
    /// <param name="environment">
    /// Variables that override those of this process: <c>PATH</c>, <c>DOCKER_CONFIG</c> and <c>HOME</c> select the programs. <c>null</c> changes nothing.
    /// </param>
    /// <param name="engine">The engine to ask. <c>null</c>: its version stays unknown.</param>
    /// <param name="compose"><c>true</c> also asks compose, which a build does not need.</param>
    /// <param name="cancellationToken">Stops a program that is asked for its version.</param>
    /// <exception cref="EngineRequestException">The engine does not respond.</exception>
    public async Task<ToolVersions> ReadAsync(
        IReadOnlyDictionary<string, string?>? environment = null,
        EngineProbe? engine = null,
        bool compose = false,
        CancellationToken cancellationToken = default) => new()
        {
            Buildx = await ReadAsync(Tool.Buildx, environment, cancellationToken),
            Compose = compose ? await ReadAsync(Tool.Compose, environment, cancellationToken) : null,
            Engine = engine is null ? null : ToolVersions.Parse((await engine.VersionAsync(cancellationToken)).Version),
        };

    /// <summary>Returns the cached versions; asks and starts nothing.</summary>
    /// <param name="environment">Variables that override those of this process. <c>null</c> changes nothing.</param>
    public ToolVersions Known(IReadOnlyDictionary<string, string?>? environment = null) => new()
    {
        Buildx = ToolVersions.Parse(Find(Tool.Buildx, Locate(Tool.Buildx, environment))),
        Compose = ToolVersions.Parse(Find(Tool.Compose, Locate(Tool.Compose, environment))),
    };

    /// <summary>Returns whether docker has buildx, of any version.</summary>
    internal async Task<bool> HasBuildxAsync(IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken) =>
        await TextAsync(Tool.Buildx, environment, cancellationToken) is not null;

    private async Task<Version?> ReadAsync(Tool tool, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken) =>
        ToolVersions.Parse(await TextAsync(tool, environment, cancellationToken));

    private async Task<string?> TextAsync(Tool tool, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        var place = Locate(tool, environment);
        if (place is null)
            return null;
        if (Find(tool, place) is { } known)
            return known;

        var text = await AskAsync(tool.Command, environment ?? s_noVariables, cancellationToken);
        if (text is not null)
            _cache.Keep(tool.Plugin, place.Value.Path, place.Value.Stamp, text);
        return text;
    }

    private string? Find(Tool tool, (string Path, string Stamp)? place) => place is { } at ? _cache.Find(tool.Plugin, at.Path, at.Stamp) : null;

    private static (string Path, string Stamp)? Locate(Tool tool, IReadOnlyDictionary<string, string?>? environment)
    {
        environment ??= s_noVariables;
        var path = environment.TryGetValue("PATH", out var own) ? own : null;
        // If docker is a script, its plugin is unknown: the time of the script's last change is used.
        return (BuildxLocator.Find(tool.Plugin, environment) ?? ToolLocator.TryFind("docker", path)) is { } program ? (program, Stamp(program)) : null;
    }

    private static string Stamp(string file) => new FileInfo(file).LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);

    // The build reports a missing or broken plugin itself, with more help.
    private static async Task<string?> AskAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        var output = await RunAsync(command, environment, cancellationToken);
        return output?.Split('\n').FirstOrDefault(line => line.Length > 0);
    }

    private static async Task<string?> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new RawSettings { Words = [.. command], EnvironmentVariables = environment.ToImmutableSortedDictionary(StringComparer.Ordinal) };
            var answer = await Question.RunAsync(settings, cancellationToken);
            return answer.ExitCode == 0 ? answer.StandardOutput : null;
        }
        catch (DockerException exception) when (exception.Kind == DockerFaultKind.ToolMissing)
        {
            return null;
        }
    }

    private sealed record Tool(string Plugin, IReadOnlyList<string> Command)
    {
        public static Tool Buildx { get; } = new("docker-buildx", ["buildx", "version"]);

        public static Tool Compose { get; } = new("docker-compose", ["compose", "version", "--short"]);
    }
}
