using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Specifications;

/// <summary>Writes a specification as people edit it: an object without nested objects takes one line, so that a flag is one line of a diff.</summary>
internal static class SpecificationWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, depth: 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } json when HasObjects(node):
                Lines(text, '{', '}', json, depth, member =>
                {
                    Name(text, member.Key);
                    Write(text, member.Value, depth + 1);
                });
                break;
            case JsonArray { Count: > 0 } items when HasObjects(node):
                Lines(text, '[', ']', items, depth, item => Write(text, item, depth + 1));
                break;
            case JsonObject { Count: > 0 } json:
                Line(text, "{ ", " }", json, member =>
                {
                    Name(text, member.Key);
                    Write(text, member.Value, depth);
                });
                break;
            case JsonArray items:
                Line(text, "[", "]", items, item => Write(text, item, depth));
                break;
            default:
                text.Append(Scalar(node));
                break;
        }
    }

    private static void Lines<T>(StringBuilder text, char open, char close, IEnumerable<T> items, int depth, Action<T> write)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(' ', 2 * (depth + 1));
            write(item);
            separator = ",\n";
        }

        text.Append('\n').Append(' ', 2 * depth).Append(close);
    }

    private static void Line<T>(StringBuilder text, string open, string close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            write(item);
            separator = ", ";
        }

        text.Append(close);
    }

    private static void Name(StringBuilder text, string name) => text.Append(Scalar(name)).Append(": ");

    // The types of a specification are an object without objects; a command always has some, were it only its positionals.
    private static bool HasObjects(JsonNode? node) => node switch
    {
        JsonObject json => json.Any(member => member.Value is JsonObject || HasObjects(member.Value)),
        JsonArray items => items.Any(item => item is JsonObject or JsonArray),
        _ => false,
    };

    private static string Scalar(JsonNode? node)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
