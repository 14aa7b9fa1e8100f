namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A tar file of an export: what one run carried of a mount.</summary>
/// <param name="Number">What entries name it by.</param>
/// <param name="Bytes">Length of the file.</param>
internal sealed record ExportedPart(int Number, string File, long Bytes);
