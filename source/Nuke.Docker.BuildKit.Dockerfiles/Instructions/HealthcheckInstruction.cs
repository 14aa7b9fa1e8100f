namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary><c>HEALTHCHECK</c>.</summary>
/// <param name="Command">What checks; null for <c>NONE</c>.</param>
public sealed record HealthcheckInstruction(InstructionSource Source, CommandLine? Command) : Instruction(Source)
{
    /// <summary>Between two checks; null for docker's 30 seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>After which a check counts as failed; null for docker's 30 seconds.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>In which failures don't count; null for none.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Between two checks within <see cref="StartPeriod"/>; null for docker's 5 seconds.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Failures in a row; null for docker's 3.</summary>
    public int? Retries { get; init; }
}
