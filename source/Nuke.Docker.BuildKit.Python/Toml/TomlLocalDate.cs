namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A day.</summary>
/// <param name="Value">The day.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlLocalDate(DateOnly Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "local date";
}
