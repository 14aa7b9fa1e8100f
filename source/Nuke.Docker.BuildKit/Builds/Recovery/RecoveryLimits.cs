namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>What recovery may do and how long it may take.</summary>
public sealed record RecoveryLimits
{
    /// <summary>One attempt, and no time limits of our own.</summary>
    public static RecoveryLimits Off { get; } = new() { Mode = RecoveryMode.Off };

    /// <summary>How far to go. Default: <see cref="RecoveryMode.Full"/>, since a build that is dead otherwise is worth a download.</summary>
    public RecoveryMode Mode { get; init; } = RecoveryMode.Full;

    /// <summary>Attempts in all, the first one included. Default: 6, one for each rung.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>How long to wait for an engine that went away. Default: one minute.</summary>
    public TimeSpan EngineWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a registry may take to answer before a cache is read from it. BuildKit itself waits for ever, and until the registry
    /// hangs up no other build on that engine moves either. Default: 15 seconds; <c>null</c>: it isn't asked.
    /// </summary>
    public TimeSpan? RegistryAnswer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an import may stay silent before the build is stopped and repeated without it. Default: 2 minutes; <c>null</c>: for ever.</summary>
    public TimeSpan? ImportStall { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an export may stay silent, which a large layer on a slow line does. Default: 10 minutes; <c>null</c>: for ever.</summary>
    public TimeSpan? ExportStall { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first pause where waiting helps; each further one is twice as long. Default: one second.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);
}
