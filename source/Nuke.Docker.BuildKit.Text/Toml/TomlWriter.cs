using System.Globalization;
using System.Text;

namespace Nuke.Docker.BuildKit.Text.Toml;

/// <summary>Writes keys and values as TOML.</summary>
internal static class TomlWriter
{
    /// <summary>Writes a path of keys with dots.</summary>
    public static string Path(IReadOnlyList<string> path) => string.Join('.', path.Select(Key));

    /// <summary>Writes a key, in quotes if necessary.</summary>
    public static string Key(string key) =>
        key.Length > 0 && key.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-') ? key : Value(key);

    /// <summary>Writes a string.</summary>
    public static string Value(string text)
    {
        var builder = new StringBuilder("\"");
        foreach (var character in text)
        {
            builder = character switch
            {
                '"' or '\\' => builder.Append('\\').Append(character),
                '\n' => builder.Append(@"\n"),
                '\r' => builder.Append(@"\r"),
                '\t' => builder.Append(@"\t"),
                _ when char.IsControl(character) => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => builder.Append(character),
            };
        }

        return builder.Append('"').ToString();
    }

    /// <summary>Writes an integer.</summary>
    public static string Value(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a boolean.</summary>
    public static string Value(bool value) => value ? "true" : "false";

    /// <summary>Writes an array of strings.</summary>
    public static string Value(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Value))}]";
}
