namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>The way in which BuildKit compares a pattern. It affects the meaning: the first three do not support wildcards.</summary>
internal enum PatternKind
{
    /// <summary>The path equals the pattern.</summary>
    Exact,

    /// <summary>The path begins with a text: <c>folder/**</c>.</summary>
    Prefix,

    /// <summary>The path ends with a text: <c>**/name</c>, <c>**.ext</c>. Therefore <c>**file</c> matches <c>xfile</c>, too.</summary>
    Suffix,

    /// <summary>The path matches a regular expression: all other patterns.</summary>
    Expression,
}
