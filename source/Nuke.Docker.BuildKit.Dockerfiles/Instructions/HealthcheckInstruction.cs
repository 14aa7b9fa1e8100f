namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A <c>HEALTHCHECK</c> instruction.</summary>
/// <param name="Command">The command that checks the container; <c>null</c> for <c>NONE</c>.</param>
internal sealed record HealthcheckInstruction(InstructionSource Source, CommandLine? Command) : Instruction(Source)
{
    /// <summary>Time between two checks; <c>null</c> for docker's default, 30 seconds.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Time after which a check fails; <c>null</c> for docker's default, 30 seconds.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time after the start in which failures are ignored; <c>null</c> for none.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>Time between two checks within <see cref="StartPeriod"/>; <c>null</c> for docker's default, 5 seconds.</summary>
    public TimeSpan? StartInterval { get; init; }

    /// <summary>Number of consecutive failures until the container is unhealthy; <c>null</c> for docker's default, 3.</summary>
    public int? Retries { get; init; }
}
