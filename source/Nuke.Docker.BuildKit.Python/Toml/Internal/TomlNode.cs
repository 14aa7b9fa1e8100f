namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>What stands at a key while the document is being read.</summary>
internal abstract class TomlNode
{
    public abstract TomlValue Freeze();
}
