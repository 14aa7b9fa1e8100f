namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The expected result of a build.</summary>
internal sealed record BuildPrediction
{
    /// <summary>The number of steps that will be found in the cache.</summary>
    public int Cached { get; init; }

    /// <summary>The number of steps that will run.</summary>
    public int Runs { get; init; }

    /// <summary>The number of steps that depend on the output of another step, or on something that only BuildKit sees.</summary>
    public int Depends { get; init; }

    /// <summary>The lines to print.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    internal IReadOnlyList<StepPrediction> Steps { get; init; } = [];
}
