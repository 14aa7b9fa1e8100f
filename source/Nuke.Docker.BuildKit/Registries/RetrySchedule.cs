namespace Nuke.Docker.BuildKit.Registries;

/// <summary>Decides how often and after which time a request is repeated.</summary>
internal sealed record RetrySchedule
{
    /// <summary>The number of attempts, including the first.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The mean time before the second attempt; it doubles each time.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest time between two attempts.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest time that a registry may ask to wait; it is given up if it asks for more.</summary>
    public TimeSpan LongestRequested { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Random numbers from 0 to 1, so that clients that failed together don't repeat together.</summary>
    public Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Returns the time to wait; <c>null</c> if the request is given up.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="requested">The time that the registry asked to wait (<c>Retry-After</c>); <c>null</c>: none.</param>
    public TimeSpan? Delay(int attempt, TimeSpan? requested)
    {
        if (attempt >= Attempts || requested > LongestRequested)
            return null;
        var backoff = First * Math.Pow(2, Math.Min(attempt - 1, 30)) * (0.5 + Jitter());
        if (backoff > Longest)
            backoff = Longest;
        return requested > backoff ? requested + (First * Jitter()) : backoff;
    }
}
