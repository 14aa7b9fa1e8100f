using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>Where a build reads its cache from, where it writes it to, and why.</summary>
/// <param name="From">What is imported, the first one first. Empty: nothing.</param>
/// <param name="To">What is exported. Empty: nothing.</param>
/// <param name="Reason">The reason in words that a build log can print.</param>
public sealed record CacheDecision(ImmutableList<CacheFrom> From, ImmutableList<CacheTo> To, string Reason)
{
    /// <summary>No import and no export: the engine's own layers are all that can be reused.</summary>
    /// <param name="reason">Why, in words that a build log can print.</param>
    public static CacheDecision None(string reason) => new([], [], reason);
}
