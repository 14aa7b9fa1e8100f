namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Keys and values in document order, in any notation: headers, dotted keys or <c>{ … }</c>.</summary>
internal sealed class TomlTable(int line) : TomlValue("table", line)
{
    private readonly OrderedDictionary<string, TomlEntry> _entries = new(StringComparer.Ordinal);

    public IReadOnlyList<TomlEntry> Entries => _entries.Values;

    /// <summary>The notation of the table and where it ends, for changes; <c>null</c> if only its children have headers.</summary>
    public TomlPlace? Place { get; set; }

    public TomlValue? this[string key] => _entries.GetValueOrDefault(key)?.Value;

    /// <summary>The value at the end of a path of keys; null if a part is missing or is not a table.</summary>
    public TomlValue? Find(params ReadOnlySpan<string> path)
    {
        TomlValue? value = this;
        foreach (var key in path)
            value = (value as TomlTable)?[key];
        return value;
    }

    /// <summary>The entry of a key; null if it is missing.</summary>
    public TomlEntry? Entry(string key) => _entries.GetValueOrDefault(key);

    /// <summary>Adds a key, or replaces its value and keeps its place.</summary>
    public void Set(string key, TomlValue value, int line, TextRange span = default) =>
        _entries[key] = new(key, value, _entries.GetValueOrDefault(key)?.Line ?? line) { Span = span };
}
