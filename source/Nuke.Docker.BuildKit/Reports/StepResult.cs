namespace Nuke.Docker.BuildKit.Reports;

/// <summary>Results of a step.</summary>
public enum StepResult
{
    /// <summary>The step wasn't needed, or the build ended before it.</summary>
    Skipped,

    /// <summary>The result came from a cache.</summary>
    Cached,

    /// <summary>The step was executed.</summary>
    Ran,

    /// <summary>The step failed by itself.</summary>
    Failed,

    /// <summary>The step was stopped because another one failed, by Ctrl+C, or because the engine ended.</summary>
    Stopped,

    /// <summary>The cached result could not be used, and BuildKit did not report that the step ran.</summary>
    CacheLost,
}
