using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A flag of an instruction.</summary>
/// <param name="Name">With its dashes: <c>--from</c>.</param>
/// <param name="Value">Quotes and escapes resolved, variables as they stand; null where there is no equals sign.</param>
/// <param name="Span">From its dashes to its last character.</param>
public sealed record InstructionFlag(string Name, string? Value, SourceSpan Span);
