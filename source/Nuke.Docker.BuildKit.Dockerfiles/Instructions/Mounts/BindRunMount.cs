using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A bind mount, <c>--mount=type=bind</c>, the default type. Changes (<c>rw</c>) are discarded.</summary>
internal sealed record BindRunMount(SourceSpan Span) : SourcedRunMount(Span);
