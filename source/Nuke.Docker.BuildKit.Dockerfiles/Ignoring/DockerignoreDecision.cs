namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Whether a path is kept out of the context, and which line had the last word.</summary>
/// <param name="Ignored">Whether it is kept out.</param>
/// <param name="Rule">The line that decided; null where no line says anything about the path.</param>
public readonly record struct DockerignoreDecision(bool Ignored, DockerignoreRule? Rule);
