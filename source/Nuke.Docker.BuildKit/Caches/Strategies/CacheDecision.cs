using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies;

/// <summary>The caches that a build imports and exports, and the reason for the choice.</summary>
/// <param name="From">The imports, in order. Empty: there are none.</param>
/// <param name="To">The exports. Empty: there are none.</param>
/// <param name="Reason">The reason, as a clause that a build log can print.</param>
public sealed record CacheDecision(ImmutableList<CacheFrom> From, ImmutableList<CacheTo> To, string Reason)
{
    /// <summary>Creates a decision without imports and exports. The engine still reuses its own layers.</summary>
    /// <param name="reason">The reason, as a clause that a build log can print.</param>
    public static CacheDecision None(string reason) => new([], [], reason);
}
