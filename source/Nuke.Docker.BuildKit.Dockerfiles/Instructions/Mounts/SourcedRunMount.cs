using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A mount that shows something that exists already.</summary>
public abstract record SourcedRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary><c>from</c>: a stage, its name, a named context or an image; null for a bind mount's build context and a cache mount's empty folder.</summary>
    public string? From { get; init; }

    /// <summary>The stage that <see cref="From"/> means; null where it is none.</summary>
    public int? FromStage { get; init; }

    /// <summary><c>source</c>: a path in <see cref="From"/>; null for its root.</summary>
    public string? Source { get; init; }

    /// <summary>Whether nothing can be written: the rule for a bind mount, an exception for a cache mount.</summary>
    public bool ReadOnly { get; init; }
}
