using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>The decision about the next attempt after one that failed.</summary>
/// <param name="Rung">The next attempt. <c>null</c>: none follows.</param>
/// <param name="Reason">The reason, as a clause that a build log can print.</param>
internal sealed record RecoveryDecision(RecoveryRung? Rung, string Reason)
{
    /// <summary>The stage to build without the cache. <c>null</c>: the decision does not concern a stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The pause before the attempt.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Creates a decision that no attempt follows.</summary>
    [Pure]
    public static RecoveryDecision Stop(string reason) => new(Rung: null, reason);
}
