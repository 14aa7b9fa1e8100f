namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>A configuration file that was looked for.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Text">What it holds; null: there is none.</param>
public sealed record DoctorFile(string Path, string? Text);
