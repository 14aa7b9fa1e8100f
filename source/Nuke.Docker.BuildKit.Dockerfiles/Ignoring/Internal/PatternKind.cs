namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>How BuildKit compares a pattern. Which one a pattern gets is part of what it means: the first three know no wildcards.</summary>
internal enum PatternKind
{
    /// <summary>The whole path, letter by letter.</summary>
    Exact,

    /// <summary><c>folder/**</c>: what the path begins with.</summary>
    Prefix,

    /// <summary><c>**/name</c> and <c>**.ext</c>: what the path ends with, which also means <c>xfile</c> for <c>**file</c>.</summary>
    Suffix,

    /// <summary>Everything else.</summary>
    Expression,
}
