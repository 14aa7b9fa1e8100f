namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Value">The truth.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlBoolean(bool Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "boolean";
}
