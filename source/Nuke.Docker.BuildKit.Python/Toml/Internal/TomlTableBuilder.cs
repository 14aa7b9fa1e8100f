using System.Diagnostics.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>A table while it is being read.</summary>
/// <param name="section">The header below which a dotted key made it, counted from 0.</param>
internal sealed class TomlTableBuilder(TomlTableOrigin origin, int section, TomlPosition position) : TomlNode
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<(string Key, TomlNode Node, TomlPosition KeyPosition)> _entries = [];

    public TomlTableOrigin Origin { get; private set; } = origin;

    public int Section { get; private set; } = section;

    public TomlPosition Position { get; private set; } = position;

    public void Define(TomlTableOrigin origin, int section, TomlPosition position) => (Origin, Section, Position) = (origin, section, position);

    public bool TryGet(string key, [NotNullWhen(true)] out TomlNode? node, out TomlPosition keyPosition)
    {
        var found = _indexes.TryGetValue(key, out var index);
        (_, node, keyPosition) = found ? _entries[index] : default;
        return found;
    }

    public void Add(TomlKeyPart key, TomlNode node)
    {
        _indexes.Add(key.Name, _entries.Count);
        _entries.Add((key.Name, node, key.Position));
    }

    public override TomlTable Freeze() => new([.. _entries.Select(entry => new TomlEntry(entry.Key, entry.Node.Freeze(), entry.KeyPosition))], Position);
}
