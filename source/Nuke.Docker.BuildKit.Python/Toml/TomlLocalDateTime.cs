namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A day and a time without a time zone.</summary>
/// <param name="Value">Of unspecified kind; fractions beyond 100 ns are cut off.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlLocalDateTime(DateTime Value, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "local date-time";
}
