using System.Globalization;
using System.Text;
using System.Text.Json;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads the exec form: <c>["a", "b"]</c>.</summary>
internal static class JsonArray
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 1000 };

    /// <returns>The words; <c>null</c> if the text is not a JSON array, which BuildKit reads as the shell form.</returns>
    /// <exception cref="InvalidInstructionException">The array contains other values than strings.</exception>
    public static IReadOnlyList<DockerfileWord>? Read(TextSlice slice)
    {
        slice = slice.TrimStart();
        if (slice.IsEmpty || slice.Chars[0] != '[' || !IsArray(slice.Text, out var strings))
            return null;
        return strings
            ? Words(slice)
            : throw new InvalidInstructionException("when using JSON array syntax, arrays must be comprised of strings only", "Put each word in double quotes");
    }

    private static bool IsArray(string text, out bool strings)
    {
        strings = false;
        try
        {
            using var document = JsonDocument.Parse(text, s_options);
            strings = document.RootElement.EnumerateArray().All(element => element.ValueKind == JsonValueKind.String);
            // A number that exceeds a 64-bit float makes Go reject the whole array, which is the shell form then.
            return document.RootElement.EnumerateArray().All(element => element.ValueKind != JsonValueKind.Number || double.IsFinite(element.GetDouble()));
        }
        // ArgumentException: half of a surrogate pair, which UTF-8 does not have.
        catch (Exception invalid) when (invalid is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static List<DockerfileWord> Words(TextSlice slice)
    {
        var words = new List<DockerfileWord>();
        var chars = slice.Chars;
        for (var position = 1; position < chars.Length; position++)
        {
            if (chars[position] != '"')
                continue;
            var start = position++;
            var text = new StringBuilder();
            while (chars[position] != '"')
                position = Character(chars, position, text);
            words.Add(slice.Part(start, position + 1).Word with { Text = text.ToString() });
        }

        return words;
    }

    private static int Character(ReadOnlySpan<char> chars, int position, StringBuilder text)
    {
        if (chars[position] != '\\')
        {
            text.Append(chars[position]);
            return position + 1;
        }

        if (chars[position + 1] == 'u')
        {
            text.Append((char)ushort.Parse(chars.Slice(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            return position + 6;
        }

        text.Append(chars[position + 1] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
        return position + 2;
    }
}
