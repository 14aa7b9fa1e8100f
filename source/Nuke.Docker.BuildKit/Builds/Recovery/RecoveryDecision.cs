using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>What comes after an attempt that failed.</summary>
/// <param name="Rung">What to do next; <c>null</c>: stop.</param>
/// <param name="Reason">Why, in words that a build log can print.</param>
public sealed record RecoveryDecision(RecoveryRung? Rung, string Reason)
{
    /// <summary>The stage to build uncached; <c>null</c> on other rungs.</summary>
    public string? Stage { get; init; }

    /// <summary>How long to wait before.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The fault stands.</summary>
    [Pure]
    public static RecoveryDecision Stop(string reason) => new(Rung: null, reason);
}
