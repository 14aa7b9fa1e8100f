using System.Text;
using System.Text.Unicode;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Detects text files that docker can't read, because they aren't in UTF-8.</summary>
internal static class TextEncoding
{
    private const int Looked = 512;

    /// <summary>Instruction for a file in another encoding.</summary>
    public static string Cure => "Save it as UTF-8 without a byte order mark; PowerShell: Set-Content -Encoding utf8NoBOM instead of > or Out-File";

    /// <summary>Returns <c>UTF-16</c> or <c>UTF-32</c> if the bytes are a text in that encoding; <c>null</c> otherwise.</summary>
    public static string? Wide(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
        _ when bytes.Length >= 4 && HasZeroInEachPair(bytes[..Math.Min(bytes.Length & ~1, Looked)]) => "UTF-16",
        _ => null,
    };

    /// <summary>Returns true if the bytes begin with a byte order mark of UTF-16 or UTF-32, by which Python and .NET recognize the encoding.</summary>
    public static bool HasWideMark(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..];

    /// <summary>Reads the beginning of a file; <c>null</c> if it can't be read, which is reported elsewhere.</summary>
    public static string? WideOfFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length == 0)
                return null;
            using var file = File.OpenRead(path);
            Span<byte> bytes = stackalloc byte[Looked];
            return Wide(bytes[..file.ReadAtLeast(bytes, Looked, throwOnEndOfStream: false)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the reason why a text can't be read as UTF-8; <c>null</c> if it can. A byte order mark of UTF-8 is accepted, because docker skips it.
    /// </summary>
    public static string? Problem(ReadOnlySpan<byte> bytes) => Wide(bytes) is { } encoding
        ? $"is in {encoding}"
        : InvalidLine(bytes) is { } line ? $"is not in UTF-8: line {line} has a letter in another encoding, such as Latin-1" : null;

    /// <summary>Returns the number of the first line that isn't UTF-8, from 1; <c>null</c> if there is none.</summary>
    public static int? InvalidLine(ReadOnlySpan<byte> bytes) => InvalidLines(bytes, most: 1) is [var line, ..] ? line : null;

    /// <summary>Returns the numbers of the lines that aren't UTF-8, from 1.</summary>
    public static IReadOnlyList<int> InvalidLines(ReadOnlySpan<byte> bytes, int most = 20)
    {
        // One pass over the whole: almost all files are valid.
        if (Utf8.IsValid(bytes))
            return [];
        var found = new List<int>();
        var number = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            number++;
            if (!Utf8.IsValid(bytes[range]) && found.Count < most)
                found.Add(number);
        }

        return found;
    }

    /// <summary>Returns a line of a text in any encoding that contains ASCII, by its number from 1; empty if there are fewer lines.</summary>
    public static string Line(ReadOnlySpan<byte> bytes, int number)
    {
        var current = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            if (++current == number)
                return Encoding.Latin1.GetString(bytes[range]).TrimEnd('\r');
        }

        return "";
    }

    // ASCII in UTF-16 without a byte order mark: every other byte is zero.
    private static bool HasZeroInEachPair(ReadOnlySpan<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index += 2)
        {
            if ((bytes[index] == 0) == (bytes[index + 1] == 0))
                return false;
        }

        return true;
    }
}
