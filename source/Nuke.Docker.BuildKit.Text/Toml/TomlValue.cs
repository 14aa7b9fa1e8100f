namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>A value in a TOML document.</summary>
/// <param name="kind">The kind, as the TOML specification names it.</param>
/// <param name="line">The line on which the value begins, from 1; for a table with a header, the line of the header.</param>
internal abstract class TomlValue(string kind, int line)
{
    public string Kind => kind;

    public int Line => line;

    /// <summary>The characters of the value; empty for tables and arrays with headers, and tables with dotted keys.</summary>
    public TextRange Span { get; init; }
}

internal sealed class TomlString(string value, int line) : TomlValue("string", line)
{
    public string Value => value;
}

internal sealed class TomlBoolean(bool value, int line) : TomlValue("boolean", line)
{
    public bool Value => value;
}

internal sealed class TomlInteger(long value, int line) : TomlValue("integer", line)
{
    public long Value => value;
}

/// <summary>A fraction, date or time: no reader needs its value, only its kind for messages.</summary>
internal sealed class TomlScalar(string kind, int line) : TomlValue(kind, line)
{
    /// <summary>The value as it is written.</summary>
    public required string Text { get; init; }
}

/// <summary>The items of <c>[…]</c>, or the tables under <c>[[name]]</c> headers.</summary>
internal sealed class TomlArray(int line) : TomlValue("array", line)
{
    public List<TomlValue> Items { get; } = [];

    /// <summary>True for tables under headers.</summary>
    public bool HasHeaders { get; init; }
}

/// <summary>A key of a table with its value.</summary>
/// <param name="Line">The line on which the key first appears, from 1.</param>
internal sealed record TomlEntry(string Key, TomlValue Value, int Line)
{
    /// <summary>The characters of the key's last part and its value; empty if it is defined by a header or as part of a dotted key.</summary>
    public TextRange Span { get; init; }
}
