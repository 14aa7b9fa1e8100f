namespace Nuke.Docker.BuildKit.Dockerfiles.Mounts;

/// <summary><c>--mount=type=ssh</c>.</summary>
public sealed record SshRunMount(SourceSpan Span) : CredentialRunMount(Span);
