namespace Nuke.Docker.BuildKit.Reports;

/// <summary>How a step ended.</summary>
public enum StepResult
{
    /// <summary>Its result wasn't needed, or the build ended before it.</summary>
    Skipped,

    /// <summary>Taken from a cache.</summary>
    Cached,

    /// <summary>Executed.</summary>
    Ran,

    /// <summary>Failed by itself.</summary>
    Failed,

    /// <summary>Stopped by a failure elsewhere, by Ctrl+C, or by the engine's end.</summary>
    Stopped,

    /// <summary>Its cached result could not be used, and nothing says that it ran.</summary>
    CacheLost,
}
