namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The decision about a path, and the line that made it.</summary>
/// <param name="Ignored">True if the path is excluded.</param>
/// <param name="Rule">The deciding line; <c>null</c> if no line matches.</param>
public readonly record struct DockerignoreDecision(bool Ignored, DockerignoreRule? Rule);
