namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Something that stays behind. What is in a folder that isn't even looked into has no entry of its own.</summary>
/// <param name="Path">Within the context, with forward slashes.</param>
/// <param name="Folder">Whether it is a folder.</param>
/// <param name="Rule">The line that keeps it out.</param>
public readonly record struct IgnoredEntry(string Path, bool Folder, DockerignoreRule Rule);
