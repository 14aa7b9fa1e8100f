using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Changes of the build of a service.</summary>
/// <param name="Service">The name of the service in the file.</param>
/// <param name="Cache">The caches to add.</param>
/// <param name="Network">The network of <c>RUN</c> instructions. <c>null</c>: that of the project's files.</param>
internal sealed record ComposeServiceCache(string Service, CacheDecision Cache, string? Network = null)
{
    /// <summary>True to replace the caches of the project's files; requires compose 2.24. False to add to them.</summary>
    public bool Replaces { get; init; }

    /// <summary>Build arguments to add.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True to build the service without the cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>True if anything is changed.</summary>
    public bool ChangesBuild => !Cache.From.IsEmpty || !Cache.To.IsEmpty || Network is not null || Replaces || NoCache
        || !Arguments.IsEmpty;
}
