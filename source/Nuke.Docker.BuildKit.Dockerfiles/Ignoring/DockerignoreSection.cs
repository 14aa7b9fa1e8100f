using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>A section of an ignore file.</summary>
/// <param name="Comment">The comment above the lines, without <c>#</c>.</param>
/// <param name="Lines">The lines.</param>
public sealed record DockerignoreSection(string Comment, ImmutableArray<string> Lines);
