using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A directive for the parser at the top of the file: <c># escape=`</c>.</summary>
/// <param name="Name">The name in lower case: <c>syntax</c>, <c>escape</c> or <c>check</c>.</param>
/// <param name="Value">The value after the equals sign.</param>
/// <param name="Span">The line without its line break.</param>
internal sealed record ParserDirective(string Name, string Value, SourceSpan Span);
