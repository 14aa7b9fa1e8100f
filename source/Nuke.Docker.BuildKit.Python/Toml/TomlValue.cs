namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>
/// A value in a TOML document. A closed set: <see cref="TomlString"/>, <see cref="TomlInteger"/>, <see cref="TomlFloat"/>,
/// <see cref="TomlBoolean"/>, <see cref="TomlOffsetDateTime"/>, <see cref="TomlLocalDateTime"/>, <see cref="TomlLocalDate"/>,
/// <see cref="TomlLocalTime"/>, <see cref="TomlArray"/> and <see cref="TomlTable"/>.
/// </summary>
public abstract record TomlValue
{
    private protected TomlValue(TomlPosition position) => Position = position;

    /// <summary>Where it begins; for a table with a header, the header.</summary>
    public TomlPosition Position { get; }

    /// <summary>The kind, as an error message names it: <c>string</c>, <c>integer</c>, <c>array</c>, …</summary>
    public abstract string Kind { get; }
}
