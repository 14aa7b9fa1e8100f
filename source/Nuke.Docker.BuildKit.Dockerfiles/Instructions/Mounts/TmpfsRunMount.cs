using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary><c>--mount=type=tmpfs</c>.</summary>
public sealed record TmpfsRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary>In bytes; null for no limit.</summary>
    public long? Size { get; init; }
}
