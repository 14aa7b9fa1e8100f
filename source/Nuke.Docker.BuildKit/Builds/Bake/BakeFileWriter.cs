using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Docker.BuildKit.Builds.Bake.Internal;

namespace Nuke.Docker.BuildKit.Builds.Bake;

/// <summary>Writes bake files.</summary>
public static class BakeFileWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Converts a file to HCL, which is easier to read: <c>docker-bake.hcl</c>.</summary>
    public static string ToHcl(BakeFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return HclText.Of(file);
    }

    /// <summary>Converts a file to JSON: <c>docker-bake.json</c>.</summary>
    public static string ToJson(BakeFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            Write(json, "variable", file.Variables, BakeBlocks.Write);
            Write(json, "function", file.Functions, BakeBlocks.Write);
            Write(json, "group", file.Groups, BakeBlocks.Write);
            Write(json, "target", file.Targets, BakeTargetMap.Write);
            WriteMembers(json, file.Other.Members);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write<T>(
        Utf8JsonWriter json,
        string name,
        IReadOnlyDictionary<string, T> blocks,
        Func<T, IEnumerable<KeyValuePair<string, BakeValue>>> write)
    {
        if (blocks.Count == 0)
            return;
        json.WriteStartObject(name);
        foreach (var (key, block) in blocks)
        {
            json.WriteStartObject(key);
            WriteMembers(json, write(block));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, BakeValue>> members)
    {
        foreach (var (name, value) in members)
        {
            // Names are templates, too.
            json.WritePropertyName(BakeTemplate.Escape(name));
            Write(json, value);
        }
    }

    private static void Write(Utf8JsonWriter json, BakeValue value)
    {
        switch (value)
        {
            case BakeText text:
                json.WriteStringValue(text.Template);
                break;
            case BakeLiteral literal:
                json.WriteRawValue(literal.Json);
                break;
            case BakeList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case BakeMap map:
                json.WriteStartObject();
                WriteMembers(json, map.Members);
                json.WriteEndObject();
                break;
        }
    }
}
