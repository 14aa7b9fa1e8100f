using Nuke.Docker.BuildKit.Python.Toml.Internal;

namespace Nuke.Docker.BuildKit.Python.Toml;

/// <summary>Reads TOML 1.0, strictly: what the specification forbids is an error with its place and what would be right.</summary>
public static class TomlDocument
{
    /// <summary>The document's root table.</summary>
    /// <param name="text">The document; a byte order mark at its beginning is skipped.</param>
    /// <param name="path">The name of the document in errors.</param>
    /// <exception cref="TomlException">Not TOML 1.0.</exception>
    public static TomlTable Parse(string text, string path = "TOML")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        return new TomlReader(text, path).ReadDocument();
    }

    /// <summary>The document's root table, from its bytes, which must be UTF-8.</summary>
    /// <exception cref="TomlException">Not UTF-8, or not TOML 1.0.</exception>
    public static TomlTable Parse(ReadOnlySpan<byte> bytes, string path = "TOML")
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(Utf8Text.Decode(bytes, path), path);
    }
}
