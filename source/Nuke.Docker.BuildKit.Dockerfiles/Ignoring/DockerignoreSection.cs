using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Lines of an ignore file that belong together.</summary>
/// <param name="Comment">What stands above them, without its <c>#</c>.</param>
/// <param name="Lines">The lines.</param>
public sealed record DockerignoreSection(string Comment, ImmutableArray<string> Lines);
