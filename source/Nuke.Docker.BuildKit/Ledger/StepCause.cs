using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Ledger;

/// <summary>The reason why a step ran, or why it was cached although an input changed. It contains no secrets.</summary>
internal sealed record StepCause
{
    /// <summary>The maximum number of <see cref="Details"/>.</summary>
    public const int MostDetails = 20;

    /// <summary>The name of the stage, as in the progress of BuildKit; <c>null</c> for a Dockerfile with a single unnamed stage.</summary>
    public string? Stage { get; init; }

    /// <summary>The platform; <c>null</c> in a build for one platform.</summary>
    public string? Platform { get; init; }

    /// <summary>The number of the step in its stage, from 1, as in the progress of BuildKit.</summary>
    public int Number { get; init; }

    /// <summary>The number of steps in the stage.</summary>
    public int Of { get; init; }

    /// <inheritdoc cref="LedgerStep.Label"/>
    [JsonIgnore]
    public string Label => LedgerStep.LabelOf(Platform, Stage, Number, Of);

    /// <summary>The instruction, in one line.</summary>
    public required string Instruction { get; init; }

    /// <summary>The kind of cause.</summary>
    public CauseKind Kind { get; init; }

    /// <summary>True for the first step of a chain. The steps with <see cref="CauseKind.ParentStep"/> follow from such a step.</summary>
    public bool IsRoot => Kind is not (CauseKind.ParentStep or CauseKind.SourceStage or CauseKind.CachedAnyway or CauseKind.OutsideKey
        or CauseKind.CacheMountEmptied);

    /// <summary>Returns true for the cause of a step.</summary>
    public bool IsOf(LedgerStep step) => (Stage, Platform, Number) == (step.Stage, step.Platform, step.Number);

    /// <summary>True if the step was cached, although an input changed.</summary>
    public bool WasCached() => Kind is CauseKind.CachedAnyway or CauseKind.OutsideKey;

    /// <summary>The cause in one sentence, without the name of the step: <c>app/main.py changed</c>.</summary>
    public required string Sentence { get; init; }

    /// <summary>The changed inputs: paths, names of arguments. At most <see cref="MostDetails"/>.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>A change that would avoid it, as an imperative sentence; <c>null</c> if there is none.</summary>
    public string? Advice { get; init; }

    /// <summary>The working time of the step itself in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The number of steps that ran because this step did.</summary>
    public int Followers { get; init; }

    /// <summary>The working time of these steps in seconds.</summary>
    public double FollowerSeconds { get; init; }
}
