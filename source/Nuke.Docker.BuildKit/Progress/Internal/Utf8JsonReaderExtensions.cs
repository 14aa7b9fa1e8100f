using System.Text.Json;

namespace Nuke.Docker.BuildKit.Progress.Internal;

/// <summary>Reads one value. The reader is positioned on the value or on the name of its property.</summary>
internal delegate T JsonValueReader<out T>(ref Utf8JsonReader reader);

internal static class Utf8JsonReaderExtensions
{
    /// <summary>Moves to the next property name. Returns <c>false</c> at the end of the object.</summary>
    public static bool NextMember(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static void SkipMember(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static string? ReadText(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static long ReadNumber(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? 0 : reader.GetInt64();
    }

    public static bool ReadFlag(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.True;
    }

    // The zero time of Go, in the year 1, means "not yet". The reader truncates the nine digits of the fraction to seven.
    public static DateTimeOffset? ReadTime(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.Null && reader.GetDateTimeOffset() is { Year: > 1 } time ? time : null;
    }

    public static byte[] ReadBytes(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? [] : reader.GetBytesFromBase64();
    }

    /// <summary>Reads the array of a property. <c>null</c> counts as empty.</summary>
    public static List<T> ReadList<T>(this ref Utf8JsonReader reader, JsonValueReader<T> readItem)
    {
        var items = new List<T>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return items;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"a list was expected, not {reader.TokenType}");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(readItem(ref reader));
        return items;
    }
}
