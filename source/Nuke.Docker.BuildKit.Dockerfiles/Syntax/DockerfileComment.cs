namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A comment line, between instructions or within a continued one.</summary>
/// <param name="Text">What follows <c>#</c>, without blanks at both ends.</param>
/// <param name="Span">From <c>#</c> to the end of the line.</param>
public sealed record DockerfileComment(string Text, SourceSpan Span);
