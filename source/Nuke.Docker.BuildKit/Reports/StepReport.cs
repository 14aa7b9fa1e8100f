using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Reports;

/// <summary>An instruction of the Dockerfile in a build.</summary>
public sealed record StepReport
{
    /// <summary>The name of the stage; <c>null</c> for a Dockerfile with a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The platform; <c>null</c> in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The number of the step in its stage, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The number of steps in the stage.</summary>
    public int Of { get; init; }

    /// <summary>The instruction, in one line.</summary>
    public required string Instruction { get; init; }

    /// <summary>The result.</summary>
    public StepResult Result { get; init; }

    /// <summary>The working time in seconds; for a cached step, the time to fetch its layers.</summary>
    public double Seconds { get; init; }

    /// <summary>The start in seconds after the start of the build; <c>null</c> if it did not start, and in reports of earlier versions.</summary>
    public double? Start { get; init; }

    /// <summary><c>true</c> if the duration of the build depended on the step: it is part of the critical path.</summary>
    public bool Critical { get; init; }

    /// <summary>The number of downloaded bytes; <c>null</c> if there were none.</summary>
    public long? Bytes { get; init; }

    /// <summary>The error message; <c>null</c> if there is none.</summary>
    public string? Error { get; init; }

    /// <summary>The reason why a cached result could not be used; <c>null</c> if there is none.</summary>
    public string? CacheError { get; init; }

    /// <summary><c>true</c> for <c>FROM</c>, which is neither a cache hit nor a miss.</summary>
    public bool BaseImage { get; init; }

    /// <summary>Executions in earlier builds, the oldest first.</summary>
    [JsonInclude]
    internal IReadOnlyList<PastRun> Past { get; init; } = [];

    /// <summary>Returns <c>true</c> if the report of another build contains the same step.</summary>
    public bool IsOf(StepReport other) =>
        (Stage, Platform, Number, Instruction) == (other.Stage, other.Platform, other.Number, other.Instruction);
}
