using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>A part of a text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextRange(int Start, int End);

/// <summary>The notation of a table.</summary>
internal enum TomlNotation
{
    /// <summary>The table that has no header.</summary>
    Root,

    /// <summary><c>[name]</c> or <c>[[name]]</c>.</summary>
    Header,

    /// <summary><c>name.key = value</c> in another table.</summary>
    Dotted,

    /// <summary><c>{ key = value }</c>.</summary>
    Inline,
}

/// <summary>The place of a table in its text.</summary>
/// <param name="Notation">The notation.</param>
/// <param name="Start">Offset of the header, of the first dotted key or of the opening brace.</param>
/// <param name="End">
/// Offset behind the last value that stands directly in the table, or behind its header; for <see cref="TomlNotation.Inline"/>, of the closing brace.
/// </param>
/// <param name="Prefix">Text before a dotted key, with its last dot.</param>
internal sealed record TomlPlace(TomlNotation Notation, int Start, int End, string Prefix = "");
