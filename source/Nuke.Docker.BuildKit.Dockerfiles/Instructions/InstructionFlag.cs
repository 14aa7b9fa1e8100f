using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A flag of an instruction.</summary>
/// <param name="Name">The name with its dashes: <c>--from</c>.</param>
/// <param name="Value">The value, quotes and escapes resolved, variables not expanded; <c>null</c> without an equals sign.</param>
/// <param name="Span">The span from its dashes to its last character.</param>
internal sealed record InstructionFlag(string Name, string? Value, SourceSpan Span);
