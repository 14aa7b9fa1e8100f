using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>Lines of a Dockerfile.</summary>
/// <param name="First">From 1.</param>
/// <param name="Last">From 1; the same as <paramref name="First"/> for one line.</param>
public sealed record DockerfileLines(int First, int Last);
