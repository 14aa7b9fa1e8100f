using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A mount of a secret: <c>--mount=type=secret</c>.</summary>
internal sealed record SecretRunMount(SourceSpan Span) : CredentialRunMount(Span)
{
    /// <summary>The environment variable that contains the secret; <c>null</c> if it is only a file.</summary>
    public string? Env { get; init; }
}
