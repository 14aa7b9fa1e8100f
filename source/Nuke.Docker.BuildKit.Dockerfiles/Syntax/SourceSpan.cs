using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A span of a Dockerfile's text.</summary>
/// <param name="Start">The offset of its first character, from 0.</param>
/// <param name="Length">The number of characters, including backslashes and line breaks.</param>
/// <param name="Line">The line of its first character, from 1.</param>
/// <param name="Column">The column of its first character, from 1.</param>
/// <param name="EndLine">The line of its last character, from 1.</param>
/// <param name="EndColumn">The column after its last character, from 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The offset after its last character.</summary>
    public int End => Start + Length;
}
