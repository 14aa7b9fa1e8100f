namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A line that begins as JSON but is no update that can be read: cut off, or of a shape not known here.</summary>
/// <param name="Text">The line as it came, without its end.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record UnknownLine(string Text, string Reason) : ProgressEvent;
