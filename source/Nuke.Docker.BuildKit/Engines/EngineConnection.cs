using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>An engine that answered, and what a program needs in order to use it.</summary>
/// <param name="Endpoint">Where the daemon listens.</param>
/// <param name="DockerPath">The docker CLI to start; it has buildx.</param>
/// <param name="DockerConfig">Folder for DOCKER_CONFIG; null: the user's own is right.</param>
/// <param name="Embedded">Whether it is an engine that this project started.</param>
/// <param name="NeedsHostNetwork">Whether builds and containers must run with <c>--network=host</c>, as there is no bridge.</param>
public sealed record EngineConnection(
    EngineEndpoint Endpoint,
    string DockerPath,
    string? DockerConfig,
    bool Embedded,
    bool NeedsHostNetwork)
{
    /// <summary>Versions of the tools as far as earlier runs have asked for them; <c>null</c> if that was not looked up.</summary>
    public ToolVersions? Versions { get; init; }

    /// <summary>The address for DOCKER_HOST.</summary>
    public string DockerHost => Endpoint.Host;

    /// <summary>Variables to hand to the docker CLI; empty where it finds the daemon by itself.</summary>
    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var variables = new Dictionary<string, string>();

            if (!Endpoint.KnownToCli)
                variables["DOCKER_HOST"] = DockerHost;

            if (DockerConfig is not null)
                variables["DOCKER_CONFIG"] = DockerConfig;

            return variables;
        }
    }

    /// <summary>Lines that point one's own shell at this engine; empty where a shell needs none.</summary>
    public IReadOnlyList<string> ShellLines =>
        Environment.Count == 0
            ? []
            :
            [
                .. Environment.Select(_ => $"export {_.Key}={Quote(_.Value)}"),
                $"export PATH={Quote(Path.GetDirectoryName(DockerPath) ?? "")}:\"$PATH\"",
            ];

    /// <summary>Connects to the engine for the questions of every build. <see cref="EngineClient"/> answers the others.</summary>
    /// <param name="timeout">The time limit of one response. <c>null</c>: 5 seconds.</param>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>.</exception>
    public EngineProbe Connect(TimeSpan? timeout = null) => new(Endpoint, timeout);

    private static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
