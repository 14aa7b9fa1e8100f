using System.Text.Json;

namespace Nuke.Docker.BuildKit.Answers.Internal;

/// <summary>
/// The members of a JSON object, without those that were read. A member of an unexpected type counts as unknown and is kept.
/// </summary>
internal sealed partial class AnswerFields
{
    // Of two members with one name the last one counts, as in Go.
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

    /// <summary>Marks members as known whose information other members contain in a better form.</summary>
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
