using System.Diagnostics.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>Keys and values in the order of the document, of whichever notation: headers, dotted keys or <c>{ … }</c>.</summary>
public sealed record TomlTable : TomlValue
{
    private readonly Dictionary<string, TomlEntry> _byKey;

    internal TomlTable(IReadOnlyList<TomlEntry> entries, TomlPosition position)
        : base(position)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    }

    /// <summary>In the order in which the keys first stand.</summary>
    public IReadOnlyList<TomlEntry> Entries { get; }

    /// <inheritdoc />
    public override string Kind => "table";

    /// <summary>The value of a key; null where there is none.</summary>
    public TomlValue? this[string key] => _byKey.GetValueOrDefault(key)?.Value;

    /// <summary>The entry of a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out TomlEntry? entry) => _byKey.TryGetValue(key, out entry);

    /// <summary>The value at the end of a path of keys; null where a part is missing or no table.</summary>
    public TomlValue? Find(params ReadOnlySpan<string> path)
    {
        TomlValue? value = this;
        foreach (var key in path)
        {
            value = (value as TomlTable)?[key];
            if (value is null)
                return null;
        }

        return value;
    }
}
