namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

internal enum PathNodeKind
{
    /// <summary>One character of a set.</summary>
    One,

    /// <summary>Any number of characters of a set.</summary>
    Many,

    /// <summary>The nodes after it may be left out.</summary>
    Optional,

    /// <summary>The path's start.</summary>
    Start,

    /// <summary>The path's end.</summary>
    End,

    /// <summary>Between a letter of a word and something else.</summary>
    Boundary,

    /// <summary>Anywhere but at a boundary.</summary>
    NoBoundary,
}
