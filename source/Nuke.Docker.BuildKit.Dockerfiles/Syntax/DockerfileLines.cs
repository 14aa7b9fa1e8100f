using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A range of lines of a Dockerfile.</summary>
/// <param name="First">The first line, from 1.</param>
/// <param name="Last">The last line, from 1.</param>
public sealed record DockerfileLines(int First, int Last);
