namespace Nuke.Docker.BuildKit.Progress;

/// <summary>The importance of a printed line.</summary>
public enum ProgressLevel
{
    /// <summary>Output of a step, and internal work of BuildKit.</summary>
    Detail,

    /// <summary>A step started, continues or ended.</summary>
    Information,

    /// <summary>A finding of a build check, or a cache that could not be read or written.</summary>
    Warning,

    /// <summary>A step that failed.</summary>
    Error,
}
