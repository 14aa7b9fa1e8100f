namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A plain line between the updates: a warning of buildx, its final <c>ERROR:</c>, an excerpt of the Dockerfile.</summary>
/// <param name="Text">The line as it came, without its end.</param>
public sealed record TextLine(string Text) : ProgressEvent;
