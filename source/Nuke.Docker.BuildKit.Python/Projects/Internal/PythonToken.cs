namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

internal enum PythonTokenKind
{
    Name,
    Number,
    Text,
    Operator,

    /// <summary>The end of a logical line; brackets contain none.</summary>
    LineEnd,
}

/// <param name="Value">A text's content without quotes, escapes as written.</param>
/// <param name="Indent">Blanks before the logical line's first token; -1 for the others.</param>
internal sealed record PythonToken(PythonTokenKind Kind, string Value, int Line, int Indent);
