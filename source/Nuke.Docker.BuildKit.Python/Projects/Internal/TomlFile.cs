using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Nuke.Docker.BuildKit.Text.Toml;

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
            return TomlText.Parse(text, path);
        }
        catch (TomlSyntaxException problem)
        {
            throw new PythonProjectException(new(path, problem.Line), problem.Problem, problem.Cure, problem.InnerException);
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
