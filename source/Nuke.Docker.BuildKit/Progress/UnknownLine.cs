namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A line that begins as JSON, but can't be read as an update: it is truncated, or has an unknown form.</summary>
/// <param name="Text">The unchanged line, without its line end.</param>
/// <param name="Reason">The reason why it can't be read.</param>
internal sealed record UnknownLine(string Text, string Reason) : ProgressEvent;
