using System.Buffers;
using System.Text.Unicode;

namespace Nuke.Docker.BuildKit.Python.Toml.Internal;

/// <summary>Bytes as text. Bytes that aren't UTF-8 are an error with their place, not a replacement character.</summary>
internal static class Utf8Text
{
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        var text = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false);
        if (status == OperationStatus.Done)
            return new string(text, 0, written);

        var before = new string(text, 0, written);
        var cure = bytes.Length > 1 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF)
            ? "The file is UTF-16: save it as UTF-8"
            : "Save the file as UTF-8";
        throw new TomlException(path, TextPosition.Of(before, before.Length), $"byte 0x{bytes[read]:X2} isn't part of UTF-8 text", cure);
    }
}
