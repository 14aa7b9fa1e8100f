using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A mount with a source.</summary>
internal abstract record SourcedRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary>
    /// The value of <c>from</c>: a stage, its number, a named context or an image; <c>null</c> for the build context (bind mount) or an empty directory
    /// (cache mount).
    /// </summary>
    public string? From { get; init; }

    /// <summary>The index of the stage that <see cref="From"/> names; <c>null</c> if it does not name a stage.</summary>
    public int? FromStage { get; init; }

    /// <summary>The value of <c>source</c>: a path in <see cref="From"/>; <c>null</c> for its root.</summary>
    public string? Source { get; init; }

    /// <summary>True for a read-only mount: the default of a bind mount, not of a cache mount.</summary>
    public bool ReadOnly { get; init; }
}
