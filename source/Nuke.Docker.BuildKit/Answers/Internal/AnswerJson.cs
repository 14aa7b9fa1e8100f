using System.Text;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>Reads the JSON output of a command, with any framing of several objects.</summary>
internal static class AnswerJson
{
    /// <summary>Reads a single object.</summary>
    public static AnswerFields One(string command, string text) =>
        All(command, text) is [var only] ? only : throw new AnswerException(command, $"one JSON object was expected{Excerpt(text)}");

    /// <summary>Reads objects one after the other (one per line or not), in an array, or none: versions of compose and docker differ.</summary>
    public static List<AnswerFields> All(string command, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var objects = new List<AnswerFields>();
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
                Add(JsonElement.ParseValue(ref reader), objects);
        }
        catch (JsonException exception)
        {
            throw new AnswerException(command, $"it is not JSON{Excerpt(text)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new AnswerException(command, $"JSON objects were expected{Excerpt(text)}", exception);
        }
        return objects;
    }

    private static void Add(JsonElement value, List<AnswerFields> objects)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                objects.Add(AnswerFields.Of(item) ?? throw new InvalidOperationException($"an object was expected, not {item.ValueKind}"));
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            objects.Add(AnswerFields.Of(value) ?? throw new InvalidOperationException($"an object was expected, not {value.ValueKind}"));
        }
    }

    private static string Excerpt(string text)
    {
        var start = text.Trim();
        return start.Length == 0 ? ", but nothing was printed" : $"; the output begins with: {(start.Length > 120 ? start[..120] + "…" : start)}";
    }
}
