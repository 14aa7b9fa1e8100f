namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A time of day.</summary>
/// <param name="Value">Fractions beyond 100 ns are cut off.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlLocalTime(TimeOnly Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "local time";
}
