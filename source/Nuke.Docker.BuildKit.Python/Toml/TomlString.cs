namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A string, of whichever of the four notations.</summary>
/// <param name="Value">Escapes resolved; line ends in it are a line feed.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlString(string Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "string";
}
