using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>What secrets and SSH agents have in common.</summary>
public abstract record CredentialRunMount(SourceSpan Span) : RunMount(Span)
{
    /// <summary>What <c>--secret id=…</c> and <c>--ssh</c> name.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a build without it fails.</summary>
    public bool Required { get; init; }

    /// <summary>Access rights; null for 0400, an agent's 0600.</summary>
    public int? Mode { get; init; }

    /// <summary>Its owner; null for 0, root.</summary>
    public uint? Uid { get; init; }

    /// <summary>Its group; null for 0.</summary>
    public uint? Gid { get; init; }
}
