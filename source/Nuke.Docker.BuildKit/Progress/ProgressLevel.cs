namespace Nuke.Docker.BuildKit.Progress;

/// <summary>How much a printed line matters.</summary>
public enum ProgressLevel
{
    /// <summary>Output of a step, and BuildKit's own vertexes.</summary>
    Detail,

    /// <summary>A step began, went on or ended.</summary>
    Information,

    /// <summary>A build check, a cache that could not be read or written.</summary>
    Warning,

    /// <summary>A step that failed.</summary>
    Error,
}
