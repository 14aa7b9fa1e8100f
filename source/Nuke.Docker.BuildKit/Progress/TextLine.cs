namespace Nuke.Docker.BuildKit.Progress;

/// <summary>A plain line between the updates: a warning of buildx, its final <c>ERROR:</c>, an excerpt of the Dockerfile.</summary>
/// <param name="Text">The unchanged line, without its line end.</param>
internal sealed record TextLine(string Text) : ProgressEvent;
