namespace Nuke.Docker.BuildKit.Reports;

/// <summary>One of several attempts of a build.</summary>
public sealed record BuildAttempt
{
    /// <summary>The difference to the previous attempt.</summary>
    public RecoveryRung Rung { get; init; }

    /// <summary>The reason for the attempt; <c>null</c> for the first one.</summary>
    public string? Reason { get; init; }

    /// <summary>The start in seconds after the start of the build.</summary>
    public double Start { get; init; }

    /// <summary>The duration in seconds, without the pause before it.</summary>
    public double Seconds { get; init; }

    /// <summary>The reason for its failure; <c>null</c> if it succeeded.</summary>
    public string? Fault { get; init; }
}
