using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>The common base of secret and SSH mounts.</summary>
internal abstract record CredentialRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary>The id, as in <c>--secret id=…</c> and <c>--ssh</c>.</summary>
    public required string Id { get; init; }

    /// <summary>True if a build without it fails.</summary>
    public bool Required { get; init; }

    /// <summary>Permissions; <c>null</c> for the default: 0400, 0600 for an SSH agent.</summary>
    public int? Mode { get; init; }

    /// <summary>The uid of its owner; <c>null</c> for 0, root.</summary>
    public uint? Uid { get; init; }

    /// <summary>The gid of its group; <c>null</c> for 0.</summary>
    public uint? Gid { get; init; }
}
