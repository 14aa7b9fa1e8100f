using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary><c>--mount=type=secret</c>.</summary>
public sealed record SecretRunMount(SourceSpan Span) : CredentialRunMount(Span)
{
    /// <summary>The variable that holds it; null where it is a file only.</summary>
    public string? Env { get; init; }
}
