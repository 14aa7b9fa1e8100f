using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing;

/// <summary>A comment at the top that tells the parser something: <c># escape=`</c>.</summary>
/// <param name="Name">In lower case: <c>syntax</c>, <c>escape</c> or <c>check</c>; others are comments.</param>
/// <param name="Value">What stands behind the equals sign.</param>
/// <param name="Span">The line without its end.</param>
public sealed record ParserDirective(string Name, string Value, SourceSpan Span);
