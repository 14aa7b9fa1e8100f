namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>A moment, given by a day, a time and the distance to UTC.</summary>
/// <param name="Local">The day and time there; fractions beyond 100 ns are cut off.</param>
/// <param name="Offset">What must be taken from <paramref name="Local"/> to have UTC. Up to 23:59 either way, which is more than <see cref="DateTimeOffset"/> takes.</param>
/// <param name="Position">Where it begins.</param>
public sealed record TomlOffsetDateTime(DateTime Local, TimeSpan Offset, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "offset date-time";
}
