namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An excluded entry. The content of a directory that is excluded as a whole has no entries.</summary>
/// <param name="Path">The path in the context, with forward slashes.</param>
/// <param name="Folder">True for a directory.</param>
/// <param name="Rule">The rule that excludes it.</param>
public readonly record struct IgnoredEntry(string Path, bool Folder, DockerignoreRule Rule);
