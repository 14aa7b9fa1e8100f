using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults;

/// <summary>What went wrong in a build: its kind, its place, and what to do.</summary>
public sealed record DockerFault
{
    /// <summary>The class of the fault.</summary>
    public required DockerFaultKind Kind { get; init; }

    /// <summary>What failed, in one sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>What to do next, in a sentence or two.</summary>
    public required string Cure { get; init; }

    /// <summary>The Dockerfile as BuildKit names it, or the file or folder that is missing or can't be written; null where the fault has no place.</summary>
    public string? File { get; init; }

    /// <summary>Line in <see cref="File"/>, from 1; null where it isn't known.</summary>
    public int? Line { get; init; }

    /// <summary>BuildKit's excerpt of the Dockerfile around <see cref="Line"/>; empty where there is none.</summary>
    public IReadOnlyList<string> Excerpt { get; init; } = [];

    /// <summary>The stage; null in a Dockerfile of a single unnamed stage, and outside of steps.</summary>
    public string? Stage { get; init; }

    /// <summary>The step as BuildKit counts it, such as <c>builder 4/5</c>; null outside of steps.</summary>
    public string? Step { get; init; }

    /// <summary>The step's instruction in one line; null outside of steps.</summary>
    public string? Instruction { get; init; }

    /// <summary>Exit code of the process in the step; null where none ended.</summary>
    public int? StepExitCode { get; init; }

    /// <summary>The last lines that the step wrote, at most 20.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>It may pass by itself, so that the same command can succeed a little later: an engine that restarts, a connection that was cut.</summary>
    public bool MayPass { get; init; }

    /// <summary>All steps went well and only the export of the cache failed.</summary>
    public bool OnlyExportFailed { get; init; }

    /// <summary>Backend of the cache that failed, such as <c>registry</c>; null where it isn't known.</summary>
    public string? CacheType { get; init; }

    /// <summary>What was tried to get over it and why no more; null where there was one attempt.</summary>
    public string? Tried { get; init; }

    /// <summary>BuildKit's own words; null for what was found without asking it.</summary>
    public string? Detail { get; init; }
}
