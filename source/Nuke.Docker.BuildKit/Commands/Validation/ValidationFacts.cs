using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>Facts outside of the settings for validation; <c>null</c> is unknown and is not checked.</summary>
internal sealed record ValidationFacts
{
    /// <summary>Nothing known.</summary>
    public static ValidationFacts Unknown { get; } = new();

    /// <summary>
    /// The builder's driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c>, <c>remote</c>; see <see cref="CurrentBuilder.Driver"/>.
    /// </summary>
    public string? Driver { get; init; }

    /// <summary>Number of nodes of the builder; see <see cref="CurrentBuilder.Nodes"/>.</summary>
    public int? Nodes { get; init; }

    /// <summary>
    /// Indicates that the engine uses the containerd image store, which the docker driver needs to export a cache, store several platforms and attach
    /// attestations.
    /// </summary>
    public bool? UsesContainerdStore { get; init; }

    /// <summary>
    /// Reads a variable of the environment, before the variables of the settings are applied. <c>null</c> reads the environment of this process.
    /// </summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>
    /// Returns <c>true</c> if the ignore file excludes a folder, given by its path in the context with forward slashes. <c>null</c> reads and matches
    /// the ignore file as BuildKit does, if a cache folder is inside the context.
    /// </summary>
    public Func<string, bool>? Ignores { get; init; }

    /// <summary>Number of stages of the build. <c>null</c> counts the <c>FROM</c> instructions if the Dockerfile is a file.</summary>
    public int? Stages { get; init; }

    internal bool DockerDriver => Driver == "docker";

    /// <summary>Indicates the engine's own builder on the engine's old image store, which has none of the newer features.</summary>
    internal bool OldStore => DockerDriver && UsesContainerdStore is false;
}
