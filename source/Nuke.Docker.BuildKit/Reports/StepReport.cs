namespace Nuke.Docker.BuildKit.Reports;

/// <summary>One instruction of the Dockerfile as a build dealt with it.</summary>
public sealed record StepReport
{
    /// <summary>The stage's name; null in a Dockerfile of a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Null in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The number in its stage, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Number of steps in the stage.</summary>
    public int Of { get; init; }

    /// <summary>The instruction in one line.</summary>
    public required string Instruction { get; init; }

    /// <summary>How it ended.</summary>
    public StepResult Result { get; init; }

    /// <summary>Time at work in seconds; for a cached step the time to fetch its layers.</summary>
    public double Seconds { get; init; }

    /// <summary>BuildKit's message; null where nothing went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Why a cached result could not be used although there was one; null otherwise.</summary>
    public string? CacheError { get; init; }

    /// <summary>True for <c>FROM</c>, which counts neither as a hit nor as a miss.</summary>
    public bool BaseImage { get; init; }

    /// <summary>Whether this is the same instruction in another build's report.</summary>
    public bool IsOf(StepReport other) => (Stage, Platform, Number, Instruction) == (other.Stage, other.Platform, other.Number, other.Instruction);
}
