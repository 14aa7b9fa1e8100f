namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A comment line, between instructions or in a continued one.</summary>
/// <param name="Text">The text after <c>#</c>, trimmed.</param>
/// <param name="Span">The span from <c>#</c> to the end of the line.</param>
internal sealed record DockerfileComment(string Text, SourceSpan Span);
