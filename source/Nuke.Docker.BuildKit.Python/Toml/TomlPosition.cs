using System.Runtime.InteropServices;

namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A place in a TOML document.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters: one that takes two UTF-16 units counts once.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TomlPosition(int Line, int Column)
{
    /// <summary><c>3:7</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
