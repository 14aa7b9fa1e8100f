namespace Nuke.Docker.BuildKit.Reports;

/// <summary>A build in the history of an image.</summary>
internal sealed record PastBuild
{
    /// <summary>The number of the build, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The start of the build.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The duration in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The exit code; 0 if the build succeeded.</summary>
    public int ExitCode { get; init; }

    /// <summary>The number of cached steps.</summary>
    public int Cached { get; init; }

    /// <summary>The number of steps that ran.</summary>
    public int Ran { get; init; }

    /// <summary>The number of bytes sent from the build contexts.</summary>
    public long ContextBytes { get; init; }

    /// <summary>The size of the image in bytes; <c>null</c> if it is unknown.</summary>
    public long? ImageBytes { get; init; }

    /// <summary>The time in seconds to download base images; <c>null</c> if nothing was downloaded, or if it is unknown.</summary>
    public double? PullSeconds { get; init; }

    /// <summary>The time in seconds to push the image; <c>null</c> if it was not pushed, or if it is unknown.</summary>
    public double? PushSeconds { get; init; }

    /// <summary>True if the build exceeded a budget.</summary>
    public bool OverBudget { get; init; }

    /// <summary>The cause of the chain of steps that took longest; <c>null</c> if no step ran, or if it is unknown.</summary>
    public string? Cause { get; init; }

    /// <summary>
    /// The fraction of cached steps, from 0 to 1; <c>null</c> if no step was cached or ran, or if the build failed, because it did not come to its other
    /// steps.
    /// </summary>
    public double? HitRate => ExitCode != 0 || Cached + Ran == 0 ? null : Math.Round((double)Cached / (Cached + Ran), 4);
}

/// <summary>An earlier execution of a step.</summary>
/// <param name="Build">The number of the build.</param>
/// <param name="Seconds">The working time in seconds.</param>
internal sealed record PastRun(int Build, double Seconds);
