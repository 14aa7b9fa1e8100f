namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The expected result of a step of the next build.</summary>
internal sealed record StepPrediction
{
    /// <summary>The step.</summary>
    public required LedgerStep Step { get; init; }

    /// <summary>The expected result.</summary>
    public StepForecast Forecast { get; init; }

    /// <summary>The reason, as a clause.</summary>
    public required string Reason { get; init; }

    /// <summary>A change that does not run the cached step, as a clause; <c>null</c> if there is none.</summary>
    public string? Unnoticed { get; init; }

    /// <summary>The expected working time in seconds; <c>null</c> if the step has not run before.</summary>
    public double? Seconds { get; init; }
}

/// <summary>The expected result of a step.</summary>
internal enum StepForecast
{
    /// <summary>It will be found in the cache.</summary>
    Cached,

    /// <summary>It will run.</summary>
    Runs,

    /// <summary>It depends on the output of another step, or on something that only BuildKit sees.</summary>
    Depends,
}
