namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal enum PathNodeKind
{
    /// <summary>One character of a set.</summary>
    One,

    /// <summary>Any number of characters of a set.</summary>
    Many,

    /// <summary>The following nodes are optional.</summary>
    Optional,

    /// <summary>The path's start.</summary>
    Start,

    /// <summary>The path's end.</summary>
    End,

    /// <summary>A boundary between a word character and another one.</summary>
    Boundary,

    /// <summary>Any position except a boundary.</summary>
    NoBoundary,
}
