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

    /// <summary>The reason why the build is not skipped; <c>null</c> if it is.</summary>
    public string? ReasonToBuild { get; init; }

    /// <summary>The lines to print.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>True if everything that the image depends on is as in the last build: its files, its Dockerfile and its settings.</summary>
    internal bool HasSameInputs { get; init; }

    /// <summary>The steps, in order.</summary>
    internal IReadOnlyList<StepPrediction> Steps { get; init; } = [];
}
