
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Typed access to the values of pyproject.toml.</summary>
internal static class PyprojectValues
{
    public const string File = "pyproject.toml";

    public static SourceLocation Where(this TomlValue value, string file = File) => new(file, value.Line);

    /// <summary>A string; null if the key is missing.</summary>
    /// <exception cref="PythonProjectException">The value has another type.</exception>
    public static string? RequireString(this TomlTable table, string key, string path) => table[key] switch
    {
        null => null,
        TomlString text => text.Value,
        var other => throw Wrong(other, path, "a string"),
    };

    public static TomlTable? RequireTable(this TomlTable table, string key, string path) => table[key] switch
    {
        null => null,
        TomlTable child => child,
        var other => throw Wrong(other, path, "a table"),
    };

    public static IReadOnlyList<TomlValue> RequireArray(this TomlTable table, string key, string path) => table[key] switch
    {
        null => [],
        TomlArray array => array.Items,
        var other => throw Wrong(other, path, "an array"),
    };

    public static string? Text(this TomlTable table, string key) => (table[key] as TomlString)?.Value;

    public static bool? Truth(this TomlTable table, string key) => (table[key] as TomlBoolean)?.Value;

    public static TomlTable? Table(this TomlTable? table, params ReadOnlySpan<string> path) => table?.Find(path) as TomlTable;

    public static IReadOnlyList<TomlValue> Items(this TomlTable? table, params ReadOnlySpan<string> path) => (table?.Find(path) as TomlArray)?.Items ?? [];

    public static IEnumerable<string> Strings(this IEnumerable<TomlValue> values) => values.OfType<TomlString>().Select(value => value.Value);

    public static PythonProjectException Wrong(TomlValue value, string path, string kind) =>
        new(value.Where(), $"{path} has the type {value.Kind}", $"Write {kind}");
}
