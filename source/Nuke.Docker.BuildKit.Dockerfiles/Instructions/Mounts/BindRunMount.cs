using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary><c>--mount=type=bind</c>, the default. What is written to it (<c>rw</c>) is thrown away.</summary>
public sealed record BindRunMount(SourceSpan Span) : SourcedRunMount(Span);
