using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>The members of a JSON object; knows which of them were asked for. A member of another kind than expected counts as unknown and is kept.</summary>
internal sealed partial class AnswerFields
{
    // The last of two members of one name counts, as in Go.
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private AnswerFields(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
            _members[member.Name] = member.Value;
    }

    public IReadOnlyDictionary<string, JsonElement> Other =>
        _members.Where(member => !_taken.Contains(member.Key)).ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);

    public static AnswerFields? Of(JsonElement value) => value.ValueKind == JsonValueKind.Object ? new AnswerFields(value) : null;

    /// <summary>Marks members as known that other members say better.</summary>
    public void Skip(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _taken.Add(name);
    }

    private T? Take<T>(string name, Func<JsonElement, T?> read)
    {
        if (!_members.TryGetValue(name, out var value))
            return default;
        if (value.ValueKind == JsonValueKind.Null)
        {
            _taken.Add(name);
            return default;
        }
        var result = read(value);
        if (result is not null)
            _taken.Add(name);
        return result;
    }
}
