namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>A value that nothing can be added to: all but tables and arrays made by headers.</summary>
internal sealed class TomlLeaf(TomlValue value) : TomlNode
{
    public TomlValue Value => value;

    public override TomlValue Freeze() => value;
}
