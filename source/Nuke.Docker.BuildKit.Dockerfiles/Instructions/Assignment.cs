using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions;

/// <summary>A name and its value in <c>ENV</c>, <c>LABEL</c> or <c>ARG</c>.</summary>
/// <param name="Name">Quotes and variables as they stand.</param>
/// <param name="Value">Quotes and variables as they stand; null for an <c>ARG</c> without a default.</param>
/// <param name="Span">Both.</param>
public sealed record Assignment(string Name, string? Value, SourceSpan Span)
{
    /// <summary>Quotes and variables resolved; what is unknown stands as it is. Null for an <c>ARG</c> without a value.</summary>
    public string? Expanded { get; init; } = Value;

    /// <summary>Whether a blank stands for the equals sign: <c>ENV name value</c>.</summary>
    public bool Legacy { get; init; }
}
