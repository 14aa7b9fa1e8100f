using System.Text.Json;

namespace Nuke.Docker.BuildKit.Text.Json;

/// <summary>A value of a JSON document and its place in the UTF-8 text.</summary>
/// <param name="Kind">The token that begins the value.</param>
/// <param name="Start">Offset of its first byte.</param>
internal sealed record JsonSpan(JsonTokenType Kind, int Start)
{
    /// <summary>Offset behind its last byte.</summary>
    public int End { get; private set; }

    /// <summary>The members of an object: name, offset of the name, and value.</summary>
    public List<(string Name, int Start, JsonSpan Value)> Members { get; } = [];

    /// <summary>Reads a document as strictly as docker does: without comments and trailing commas.</summary>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static JsonSpan Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        reader.Read();
        var root = Read(ref reader);
        // Nothing may follow.
        reader.Read();
        return root;
    }

    private static JsonSpan Read(ref Utf8JsonReader reader)
    {
        var span = new JsonSpan(reader.TokenType, (int)reader.TokenStartIndex);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (name, start) = (reader.GetString()!, (int)reader.TokenStartIndex);
                reader.Read();
                span.Members.Add((name, start, Read(ref reader)));
            }
        }
        else
            reader.Skip();

        span.End = (int)reader.BytesConsumed;
        return span;
    }
}
