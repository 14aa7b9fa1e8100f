using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Tomlyn;
using Tomlyn.Parsing;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads TOML 1.1 files.</summary>
internal static class TomlFile
{
    /// <returns>Null if the file does not exist.</returns>
    /// <exception cref="PythonProjectException">The file is not valid TOML.</exception>
    public static TomlTable? Read(ProjectFiles files, string path) => files.ReadBytes(path) is { } bytes ? Parse(bytes, path) : null;

    /// <exception cref="PythonProjectException">The file is not valid TOML.</exception>
    public static TomlTable Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var text = Decode(bytes, path);
        try
        {
            var document = SyntaxParser.Parse(text, path);
            if (document.HasErrors)
                throw TomlProblem.Of(document.Diagnostics[0], path);
            return TomlTree.Of(document);
        }
        // "\uD800": the parser accepts the escape, and fails to convert it.
        catch (ArgumentOutOfRangeException exception)
        {
            throw new PythonProjectException(new(path), "it isn't valid TOML: an escape names half of a character",
                @"Write \UXXXXXXXX with the whole character", exception);
        }
        // The parser reports all other problems as diagnostics.
        catch (TomlException exception)
        {
            throw new PythonProjectException(new(path, exception.Line), "it isn't valid TOML: values are nested more than 64 levels deep", "Flatten them",
                exception);
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        // uv accepts the mark; pip, Poetry, PDM and the build backends, which use Python's own reader, do not.
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            throw new PythonProjectException(new(path, 1), "the file begins with a byte order mark, which Python's TOML reader refuses",
                "Save the file as UTF-8 without a byte order mark");

        var text = new char[bytes.Length];
        if (Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false) == OperationStatus.Done)
            return new string(text, 0, written);
        var cure = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "The file is UTF-16: save it as UTF-8" : "Save the file as UTF-8";
        throw new PythonProjectException(new(path, text.AsSpan(0, written).Count('\n') + 1), $"byte 0x{bytes[read]:X2} isn't part of UTF-8 text", cure);
    }
}
