namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A key of a table with its value.</summary>
/// <param name="Key">Without quotes, escapes resolved.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="KeyPosition">Where the key first stands.</param>
public sealed record TomlEntry(string Key, TomlValue Value, TomlPosition KeyPosition);
