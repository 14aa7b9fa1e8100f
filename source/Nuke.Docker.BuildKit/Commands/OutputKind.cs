namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Which of its two streams a process wrote to.</summary>
public enum OutputKind
{
    /// <summary>Results: ids, JSON.</summary>
    StandardOutput,

    /// <summary>Everything else. For docker this is not a sign of failure: progress is written here.</summary>
    StandardError,
}
