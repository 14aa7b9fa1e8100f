using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A temporary file system: <c>--mount=type=tmpfs</c>.</summary>
internal sealed record TmpfsRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary>Size limit in bytes; <c>null</c> for none.</summary>
    public long? Size { get; init; }
}
