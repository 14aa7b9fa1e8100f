namespace Nuke.Docker.BuildKit.Builds.Recovery;

/// <summary>Limits of recovery: the options that it may try, and the time that it may take.</summary>
public sealed record RecoveryLimits
{
    /// <summary>A single attempt without time limits.</summary>
    public static RecoveryLimits Off { get; } = new() { Mode = RecoveryMode.Off };

    /// <summary>The options that recovery may try. Default: <see cref="RecoveryMode.Full"/>, because a slow build is better than a failed one.</summary>
    public RecoveryMode Mode { get; init; } = RecoveryMode.Full;

    /// <summary>The maximum number of attempts, including the first. Default: 6, one for each option.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>The time to wait for an engine that stopped responding. Default: 1 minute.</summary>
    public TimeSpan EngineWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The time that a registry may take to respond before a cache is imported from it. BuildKit itself has no time limit, and a registry that does
    /// not respond blocks all builds on the engine. Default: 15 seconds. <c>null</c>: registries are not probed.
    /// </summary>
    public TimeSpan? RegistryTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The time without progress after which a cache import is stopped and the build is repeated without it. Default: 2 minutes. <c>null</c>: no limit.
    /// </summary>
    public TimeSpan? ImportStall { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The time without progress after which a cache export is stopped. A large layer can take long. Default: 10 minutes. <c>null</c>: no limit.
    /// </summary>
    public TimeSpan? ExportStall { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first pause before a retry. Each further one is twice as long. Default: 1 second.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);
}
