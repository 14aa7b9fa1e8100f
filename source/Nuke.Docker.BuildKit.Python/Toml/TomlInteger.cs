namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A whole number of 64 bits.</summary>
/// <param name="Value">Whatever its notation: decimal, hexadecimal, octal or binary.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlInteger(long Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "integer";
}
