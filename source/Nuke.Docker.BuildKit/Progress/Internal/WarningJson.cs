using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Progress.Internal;

internal static class WarningJson
{
    public static VertexWarning ReadWarning(ref Utf8JsonReader reader)
    {
        string? vertex = null, url = null, file = null;
        var @short = "";
        List<string>? detail = null;
        int? line = null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("vertex"u8))
                vertex = reader.ReadText();
            else if (reader.ValueTextEquals("short"u8))
                @short = Encoding.UTF8.GetString(reader.ReadBytes());
            else if (reader.ValueTextEquals("detail"u8))
                detail = reader.ReadList((ref Utf8JsonReader item) => Encoding.UTF8.GetString(item.GetBytesFromBase64()));
            else if (reader.ValueTextEquals("url"u8))
                url = reader.ReadText();
            else if (reader.ValueTextEquals("sourceInfo"u8))
                file = ReadFileName(ref reader);
            else if (reader.ValueTextEquals("range"u8))
                line = reader.ReadList(ReadStartLine) is [var first, ..] ? first : null;
            else
                reader.SkipMember();
        }
        return new VertexWarning(vertex ?? "", @short)
        {
            Detail = detail ?? [],
            Url = string.IsNullOrEmpty(url) ? null : url,
            File = string.IsNullOrEmpty(file) ? null : file,
            Line = line is > 0 ? line : null,
        };
    }

    private static string? ReadFileName(ref Utf8JsonReader reader)
    {
        string? name = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.NextMember())
        {
            if (reader.ValueTextEquals("filename"u8))
                name = reader.ReadText();
            else
                reader.SkipMember();
        }
        return name;
    }

    private static int ReadStartLine(ref Utf8JsonReader reader)
    {
        var line = 0;
        while (reader.NextMember())
        {
            if (!reader.ValueTextEquals("start"u8))
            {
                reader.SkipMember();
                continue;
            }
            reader.Read();
            while (reader.NextMember())
            {
                if (reader.ValueTextEquals("line"u8))
                    line = (int)reader.ReadNumber();
                else
                    reader.SkipMember();
            }
        }
        return line;
    }
}
