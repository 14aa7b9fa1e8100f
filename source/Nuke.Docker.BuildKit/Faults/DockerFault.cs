using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>A failure of a build: its kind, its place and its remedy.</summary>
public sealed record DockerFault
{
    /// <summary>The kind.</summary>
    public required DockerFaultKind Kind { get; init; }

    /// <summary>The failure, in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>The remedy, in one or two sentences.</summary>
    public required string Cure { get; init; }

    /// <summary>
    /// The Dockerfile as BuildKit names it, or the file or folder that is missing or can't be written; <c>null</c> if the fault has no place.
    /// </summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; <c>null</c> if it isn't known.</summary>
    public int? Line { get; init; }

    /// <summary>BuildKit's excerpt of the Dockerfile around <see cref="Line"/>; empty if it printed none.</summary>
    public IReadOnlyList<string> Excerpt { get; init; } = [];

    /// <summary>The stage; <c>null</c> for a Dockerfile with a single unnamed stage, and outside steps.</summary>
    public string? Stage { get; init; }

    /// <summary>The step as BuildKit counts it, such as <c>builder 4/5</c>; <c>null</c> outside steps.</summary>
    public string? Step { get; init; }

    /// <summary>The instruction of the step, in one line; <c>null</c> outside steps.</summary>
    public string? Instruction { get; init; }

    /// <summary>The exit code of the process in the step; <c>null</c> if none ended.</summary>
    public int? StepExitCode { get; init; }

    /// <summary>The last output lines of the step, at most 20.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>The fault may be temporary, so that the same command can succeed later: an engine restarts, a connection was interrupted.</summary>
    public bool MayPass { get; init; }

    /// <summary>All steps succeeded, and only the cache export failed.</summary>
    public bool OnlyExportFailed { get; init; }

    /// <summary>The backend of the cache that failed, such as <c>registry</c>; <c>null</c> if it isn't known.</summary>
    public string? CacheType { get; init; }

    /// <summary>The step or task of BuildKit that failed; <c>null</c> if it isn't known.</summary>
    internal string? Place { get; init; }

    /// <summary>The recovery attempts, and why there are no more; <c>null</c> if there was one attempt.</summary>
    public string? Tried { get; init; }

    /// <summary>The error message of BuildKit; <c>null</c> if the fault was found without BuildKit.</summary>
    public string? Detail { get; init; }
}
