using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Syntax;

/// <summary>A piece of a Dockerfile's text: an edit there changes nothing else.</summary>
/// <param name="Start">Characters before it, from 0.</param>
/// <param name="Length">In characters, backslashes and line ends within it included.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Column">Where it begins, in characters from 1.</param>
/// <param name="EndLine">Where its last character stands, from 1.</param>
/// <param name="EndColumn">The column behind its last character.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceSpan(int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Offset behind its last character.</summary>
    public int End => Start + Length;
}
