namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A number with a fraction or an exponent, or <c>inf</c> or <c>nan</c>.</summary>
/// <param name="Value">As IEEE 754 has it.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlFloat(double Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "float";
}
