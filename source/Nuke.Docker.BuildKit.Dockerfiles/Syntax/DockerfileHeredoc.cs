using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A document within the Dockerfile: <c>&lt;&lt;EOF</c> and the lines down to <c>EOF</c>.</summary>
/// <param name="Name">The word that ends it, without quotes.</param>
/// <param name="Content">Its lines, tabs in front included.</param>
/// <param name="Expand">Whether variables in it are replaced by COPY and ADD: false where its name is quoted.</param>
/// <param name="Chomp">Whether tabs in front of its lines are dropped: <c>&lt;&lt;-EOF</c>.</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>; 0 where there is none.</param>
/// <param name="Span">From its first line to the end of the line that ends it.</param>
public sealed record DockerfileHeredoc(string Name, string Content, bool Expand, bool Chomp, uint FileDescriptor, SourceSpan Span);
