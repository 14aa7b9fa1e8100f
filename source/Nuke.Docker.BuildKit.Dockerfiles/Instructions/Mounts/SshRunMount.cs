using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary><c>--mount=type=ssh</c>.</summary>
public sealed record SshRunMount(SourceSpan Span) : CredentialRunMount(Span);
