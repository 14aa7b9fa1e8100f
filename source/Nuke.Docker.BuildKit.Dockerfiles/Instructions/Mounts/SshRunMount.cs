using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A mount of an SSH agent: <c>--mount=type=ssh</c>.</summary>
internal sealed record SshRunMount(SourceSpan Span) : CredentialRunMount(Span);
