using System.Text.Json;

namespace Nuke.Docker.BuildKit.Progress.Internal;

internal static class VertexJson
{
    public static VertexUpdate ReadVertex(ref Utf8JsonReader reader)
    {
        string? digest = null, name = null, error = null;
        List<string>? inputs = null;
        DateTimeOffset? started = null, completed = null;
        var cached = false;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("digest"u8))
                digest = reader.ReadText();
            else if (reader.ValueTextEquals("name"u8))
                name = reader.ReadText();
            else if (reader.ValueTextEquals("inputs"u8))
                inputs = reader.ReadList((ref Utf8JsonReader item) => item.GetString() ?? "");
            else if (reader.ValueTextEquals("started"u8))
                started = reader.ReadTime();
            else if (reader.ValueTextEquals("completed"u8))
                completed = reader.ReadTime();
            else if (reader.ValueTextEquals("cached"u8))
                cached = reader.ReadFlag();
            else if (reader.ValueTextEquals("error"u8))
                error = reader.ReadText();
            else
                reader.SkipMember();
        }
        return new VertexUpdate(digest ?? "", name ?? "")
        {
            Inputs = inputs ?? [],
            Started = started,
            Completed = completed,
            Cached = cached,
            Error = string.IsNullOrEmpty(error) ? null : error,
        };
    }

    public static VertexStatus ReadStatus(ref Utf8JsonReader reader)
    {
        string? id = null, vertex = null, name = null;
        long current = 0, total = 0;
        DateTimeOffset? started = null, completed = null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("id"u8))
                id = reader.ReadText();
            else if (reader.ValueTextEquals("vertex"u8))
                vertex = reader.ReadText();
            else if (reader.ValueTextEquals("name"u8))
                name = reader.ReadText();
            else if (reader.ValueTextEquals("current"u8))
                current = reader.ReadNumber();
            else if (reader.ValueTextEquals("total"u8))
                total = reader.ReadNumber();
            else if (reader.ValueTextEquals("started"u8))
                started = reader.ReadTime();
            else if (reader.ValueTextEquals("completed"u8))
                completed = reader.ReadTime();
            else
                reader.SkipMember();
        }
        return new VertexStatus(id ?? name ?? "", vertex ?? "", name, current, total, started, completed);
    }

    public static VertexLog ReadLog(ref Utf8JsonReader reader)
    {
        string? vertex = null;
        long stream = 1;
        byte[] data = [];
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("vertex"u8))
                vertex = reader.ReadText();
            else if (reader.ValueTextEquals("stream"u8))
                stream = reader.ReadNumber();
            else if (reader.ValueTextEquals("data"u8))
                data = reader.ReadBytes();
            else
                reader.SkipMember();
        }
        return new VertexLog(vertex ?? "", (int)stream, data);
    }
}
