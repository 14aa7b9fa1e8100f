namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>Something that is sent.</summary>
/// <param name="Path">Within the context, with forward slashes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">A file's size; 0 for everything else.</param>
public readonly record struct BuildContextEntry(string Path, BuildContextEntryKind Kind, long Bytes);
