using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>What a service's build gets besides what its own compose files say.</summary>
/// <param name="Service">The service's name in the file.</param>
/// <param name="Cache">Where its cache comes from and goes to.</param>
/// <param name="Network">The network of its <c>RUN</c>s. <c>null</c>: what the files say.</param>
public sealed record ComposeServiceCache(string Service, CacheDecision Cache, string? Network = null)
{
    /// <summary>Whether caches that the files name don't count; otherwise <see cref="Cache"/> is added to them. Needs compose 2.24.</summary>
    public bool Replaces { get; init; }

    /// <summary>Whether the service is built without the engine's cache.</summary>
    public bool NoCache { get; init; }
}
