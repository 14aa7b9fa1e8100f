namespace Nuke.Docker.BuildKit.Reports;

/// <summary>One of several attempts at a build.</summary>
public sealed record BuildAttempt
{
    /// <summary>What was different from the attempt before.</summary>
    public RecoveryRung Rung { get; init; }

    /// <summary>Why it was made; null for the first one.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took, without pauses before it.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it failed; null where it succeeded.</summary>
    public string? Fault { get; init; }
}
