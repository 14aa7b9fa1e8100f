namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An entry of a build context that is sent.</summary>
/// <param name="Path">The path in the context, with forward slashes.</param>
/// <param name="Kind">The kind of entry.</param>
/// <param name="Bytes">The size of a file in bytes; 0 for other kinds.</param>
public readonly record struct BuildContextEntry(string Path, BuildContextEntryKind Kind, long Bytes);
