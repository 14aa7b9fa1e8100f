namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A tar file of an export, with the files that one export copied from a mount.</summary>
/// <param name="Number">The number, by which entries refer to it.</param>
/// <param name="Bytes">Size of the file in bytes.</param>
internal sealed record ExportedPart(int Number, string File, long Bytes);
