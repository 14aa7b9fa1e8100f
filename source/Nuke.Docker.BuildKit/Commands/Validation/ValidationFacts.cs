using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>What validation is told about the world outside of the settings; <c>null</c> is unknown, and then nothing is held against it.</summary>
public sealed record ValidationFacts
{
    /// <summary>Nothing is known.</summary>
    public static ValidationFacts Unknown { get; } = new();

    /// <summary>The builder's driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c>, <c>remote</c>; see <see cref="CurrentBuilder.Driver"/>.</summary>
    public string? Driver { get; init; }

    /// <summary>How many nodes the builder has; see <see cref="CurrentBuilder.Nodes"/>.</summary>
    public int? Nodes { get; init; }

    /// <summary>Whether the engine keeps images in containerd; only then can the docker driver export a cache, hold several platforms and attach attestations.</summary>
    public bool? UsesContainerdStore { get; init; }

    /// <summary>A variable of the environment that the settings' own are laid over. <c>null</c>: this process's.</summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>Whether a folder, given by its path within the context and with forward slashes, is kept out of the context by the ignore file. <c>null</c>: the ignore file is read and matched as BuildKit does, where a cache folder lies within the context.</summary>
    public Func<string, bool>? Ignores { get; init; }

    /// <summary>How many stages the build has. <c>null</c>: the Dockerfile's <c>FROM</c>s are counted, where it is a file.</summary>
    public int? Stages { get; init; }

    internal bool DockerDriver => Driver == "docker";

    /// <summary>Known to be the engine's own builder on the engine's old image store, which has none of the newer features.</summary>
    internal bool OldStore => DockerDriver && UsesContainerdStore is false;
}
