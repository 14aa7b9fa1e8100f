namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>Values in their order; also what <c>[[name]]</c> headers make.</summary>
/// <param name="Items">Of any kinds, mixed ones too.</param>
/// <param name="Position">Where it begins; for <c>[[name]]</c>, its first header.</param>
public sealed record TomlArray(IReadOnlyList<TomlValue> Items, TomlPosition Position) : TomlValue(Position)
{
    /// <inheritdoc />
    public override string Kind => "array";
}
