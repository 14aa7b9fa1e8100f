namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>A configuration file that may exist.</summary>
/// <param name="Path">Path of the file, whether it exists or not.</param>
/// <param name="Text">Content; <c>null</c> if it does not exist, empty if it cannot be read.</param>
internal sealed record ConfigurationFile(string Path, string? Text);
