using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A heredoc: <c>&lt;&lt;EOF</c> and the lines up to <c>EOF</c>.</summary>
/// <param name="Name">The delimiter, without quotes.</param>
/// <param name="Content">The lines, including leading tabs.</param>
/// <param name="Expand">True if COPY and ADD expand variables in it: its delimiter is not quoted.</param>
/// <param name="Chomp">True if leading tabs are removed: <c>&lt;&lt;-EOF</c>.</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>; 0 for none.</param>
/// <param name="Span">The span from its first line to the end of the delimiter line.</param>
internal sealed record DockerfileHeredoc(string Name, string Content, bool Expand, bool Chomp, uint FileDescriptor, SourceSpan Span);
