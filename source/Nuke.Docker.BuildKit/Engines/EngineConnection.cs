using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>An engine that responds, and how to use it.</summary>
/// <param name="Endpoint">Address of the daemon.</param>
/// <param name="DockerPath">Path of a docker CLI with buildx.</param>
/// <param name="DockerConfig">Folder for DOCKER_CONFIG; <c>null</c>: that of the user.</param>
/// <param name="Embedded">Indicates a private engine that this library started.</param>
/// <param name="NeedsHostNetwork">Indicates that builds and containers need <c>--network=host</c>, because the engine has no bridge.</param>
public sealed record EngineConnection(
    EngineEndpoint Endpoint,
    string DockerPath,
    string? DockerConfig,
    bool Embedded,
    bool NeedsHostNetwork)
{
    /// <summary>Versions of the tools that are known from earlier runs; <c>null</c> if they were not looked up.</summary>
    public ToolVersions? Versions { get; init; }

    /// <summary>
    /// Driver of the builder that a build without <c>--builder</c> uses: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c> or <c>remote</c>.
    /// Read from buildx's files at each call.
    /// </summary>
    public string BuilderDriver => CurrentBuilder.Driver(DockerConfig);

    /// <summary>Reads the versions of the tools. Shared, so that the file with earlier answers is read once.</summary>
    internal ToolVersionsReader VersionsReader { get; init; } = new();

    /// <summary>Address for DOCKER_HOST.</summary>
    public string DockerHost => Endpoint.Host;

    /// <summary>Environment variables for the docker CLI; empty if it finds the daemon by itself.</summary>
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

    /// <summary>Shell commands that make a shell use this engine; empty if none are needed.</summary>
    public IReadOnlyList<string> ShellLines =>
        Environment.Count == 0
            ? []
            :
            [
                .. Environment.Select(_ => $"export {_.Key}={Quote(_.Value)}"),
                $"export PATH={Quote(Path.GetDirectoryName(DockerPath) ?? "")}:\"$PATH\"",
            ];

    /// <summary>Connects to the engine for the requests of a build.</summary>
    /// <param name="timeout">Time limit of a response. <c>null</c>: 5 seconds.</param>
    /// <exception cref="NotSupportedException">The endpoint is <c>ssh://</c>.</exception>
    public EngineProbe Connect(TimeSpan? timeout = null) => new(Endpoint, timeout);

    private static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
