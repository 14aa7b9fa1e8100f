using Nuke.Docker.BuildKit.Answers.Engine;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>
/// Asks a docker daemon. An answer takes milliseconds where a start of the docker CLI takes 0.15 s. Every call ends in an
/// <see cref="EngineRequestException" /> where the daemon cannot be reached, does not answer in time, or refuses.
/// </summary>
public interface IDockerEngine : IDisposable
{
    EngineEndpoint Endpoint { get; }

    /// <summary>Whether a daemon is there, and which API it speaks: the quickest question there is.</summary>
    Task<EnginePing> PingAsync(CancellationToken cancellationToken = default);

    Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default);

    Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default);

    /// <summary>The image that <paramref name="reference" /> (a name, a name with digest, or an id) stands for; null where the daemon has none.</summary>
    Task<EngineImage?> InspectImageAsync(string reference, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether the daemon could pull <paramref name="reference" />: it asks the image's registry for the manifest and downloads
    /// nothing. Credentials are not sent, so a private image counts as one that cannot be pulled.
    /// </summary>
    /// <param name="timeout">How long the registry may take; a registry that takes longer counts as out of reach.</param>
    Task<PullCheck> CheckPullAsync(string reference, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Whether the daemon has a network of this name. One started with <c>--bridge=none</c> lacks <c>bridge</c>, and builds on it need <c>--network=host</c>.</summary>
    Task<bool> HasNetworkAsync(string name, CancellationToken cancellationToken = default);
}
