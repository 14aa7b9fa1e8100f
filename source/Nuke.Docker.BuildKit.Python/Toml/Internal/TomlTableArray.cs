namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>What <c>[[name]]</c> headers make.</summary>
internal sealed class TomlTableArray(TomlPosition position) : TomlNode
{
    private readonly List<TomlTableBuilder> _items = [];

    public TomlPosition Position => position;

    public TomlTableBuilder Last => _items[^1];

    public void Add(TomlTableBuilder item) => _items.Add(item);

    public override TomlValue Freeze() => new TomlArray([.. _items.Select(item => item.Freeze())], position);
}
