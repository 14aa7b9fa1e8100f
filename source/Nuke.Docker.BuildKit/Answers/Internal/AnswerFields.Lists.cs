using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers.Internal;

internal sealed partial class AnswerFields
{
    /// <summary>Returns an object within this one; <c>null</c> if it is absent.</summary>
    public T? Object<T>(string name, Func<AnswerFields, T> read)
        where T : class => Take(name, value => Of(value) is { } fields ? read(fields) : null);

    /// <summary>Returns a list of objects; empty if it is absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Take(name, TextsOf) ?? [];

    /// <summary>Returns a list of texts; <c>null</c> if it is absent, because an absent command differs from an empty one.</summary>
    public IReadOnlyList<string>? TextsOrNull(string name) => Take(name, TextsOf);

    public IReadOnlyList<T> Objects<T>(string name, Func<AnswerFields, T> read) => Take(name, value =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Of).OfType<AnswerFields>().Select(read).ToList() : null) ?? [];

    /// <summary>Returns a map of texts; numbers and booleans are converted to texts.</summary>
    public IReadOnlyDictionary<string, string?> Map(string name) => Take(name, value =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().ToDictionary(member => member.Name, member => TextOf(member.Value), StringComparer.Ordinal)
            : null) ?? [];

    public IReadOnlyDictionary<string, T> Objects<T>(string name, Func<string, AnswerFields, T> read) => Take(name, value =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object)
                .ToDictionary(member => member.Name, member => read(member.Name, Of(member.Value)!), StringComparer.Ordinal)
            : null) ?? [];

    /// <summary>Returns all members that are objects, by name.</summary>
    public IReadOnlyDictionary<string, T> Members<T>(Func<string, AnswerFields, T> read) =>
        _members.Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(member => member.Key, member => read(member.Key, Of(member.Value)!), StringComparer.Ordinal);

    /// <summary>Returns the member unchanged; <c>null</c> if it is absent.</summary>
    public JsonElement? Raw(string name) => Take<JsonElement?>(name, value => value);

    private static List<string>? TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().Select(item => item.GetString()!)],
        // Some lists may be a single text.
        JsonValueKind.String => [value.GetString()!],
        _ => null,
    };

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
