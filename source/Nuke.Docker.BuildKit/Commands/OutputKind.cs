namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Output stream of a process.</summary>
public enum OutputKind
{
    /// <summary>Results: ids, JSON.</summary>
    StandardOutput,

    /// <summary>Everything else. For docker this is not a sign of failure: progress is written here.</summary>
    StandardError,
}
