namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>One part of a dotted key.</summary>
internal readonly record struct TomlKeyPart(string Name, TomlPosition Position);
