using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A name and its value in <c>ENV</c>, <c>LABEL</c> or <c>ARG</c>.</summary>
/// <param name="Name">The name, quotes and variables not resolved.</param>
/// <param name="Value">The value, quotes and variables not resolved; <c>null</c> for an <c>ARG</c> without a default.</param>
/// <param name="Span">The span of name and value.</param>
internal sealed record Assignment(string Name, string? Value, SourceSpan Span)
{
    /// <summary>The value with quotes and known variables resolved; <c>null</c> for an <c>ARG</c> without a value.</summary>
    public string? Expanded { get; init; } = Value;

    /// <summary>True for the legacy form with a space instead of the equals sign: <c>ENV name value</c>.</summary>
    public bool Legacy { get; init; }
}
