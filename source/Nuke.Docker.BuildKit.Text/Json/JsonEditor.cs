using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Docker.BuildKit.Text.Json;

/// <summary>Changes single members of a JSON object. Everything else stays as it is: order, formatting and unknown members.</summary>
/// <param name="text">The document; empty for a new one.</param>
internal sealed class JsonEditor(string text)
{
    private const string ByteOrderMark = "\uFEFF";

    private readonly bool _marked = text.StartsWith(ByteOrderMark, StringComparison.Ordinal);
    private readonly bool _lines = text.Trim() is not { Length: > 2 } content || content.Contains('\n');
    private readonly string _newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
    private readonly bool _spaced = text.Trim().Length <= 2 || text.Contains("\": ", StringComparison.Ordinal);
    private byte[] _text = Encoding.UTF8.GetBytes(string.IsNullOrWhiteSpace(text.TrimStart(ByteOrderMark[0])) ? "{}\n" : text.TrimStart(ByteOrderMark[0]));

    public string Text => (_marked ? ByteOrderMark : "") + Encoding.UTF8.GetString(_text);

    /// <summary>Returns a value; <c>null</c> if it is missing or is <c>null</c>.</summary>
    /// <exception cref="InvalidDataException">A member on the way is not an object or exists twice. The message is a clause.</exception>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public JsonNode? Get(IReadOnlyList<string> path) =>
        Find(path) is (_, { } value, var depth) && depth == path.Count ? JsonNode.Parse(_text.AsSpan(value.Start, value.End - value.Start)) : null;

    /// <summary>Sets a member. Missing objects are created; an equal value stays as it is written.</summary>
    /// <inheritdoc cref="Get"/>
    public void Set(IReadOnlyList<string> path, JsonNode value)
    {
        var (parent, existing, depth) = Find(path);
        if (existing is not null)
        {
            if (!JsonNode.DeepEquals(JsonNode.Parse(_text.AsSpan(existing.Start, existing.End - existing.Start)), value))
                Replace(existing.Start, existing.End, Render(value, IndentAt(existing.Start)));
            return;
        }

        // Missing objects are written together with the value.
        for (var index = path.Count - 1; index > depth; index--)
            value = new JsonObject { [path[index]] = value.DeepClone() };
        Insert(parent, path[depth], value);
    }

    /// <summary>Removes a member, if it exists.</summary>
    /// <inheritdoc cref="Get"/>
    public void Remove(IReadOnlyList<string> path)
    {
        var (parent, existing, _) = Find(path);
        if (existing is null)
            return;
        var index = parent.Members.FindIndex(member => member.Value == existing);
        var (start, end) = (parent.Members[index].Start, existing.End);
        // With the comma after the member, otherwise with the one before it.
        if (index + 1 < parent.Members.Count)
            end = parent.Members[index + 1].Start;
        else if (index > 0)
            start = parent.Members[index - 1].Value.End;
        Replace(start, end, "");
    }

    private (JsonSpan Parent, JsonSpan? Value, int Depth) Find(IReadOnlyList<string> path)
    {
        var parent = JsonSpan.Read(_text);
        if (parent.Kind != JsonTokenType.StartObject)
            throw new InvalidDataException("it does not contain a JSON object");
        for (var depth = 0; ; depth++)
        {
            var found = parent.Members.Where(member => member.Name == path[depth]).ToList();
            if (found.Count > 1)
                throw new InvalidDataException($"\"{path[depth]}\" exists twice, in line {LineOf(found[0].Start)} and in line {LineOf(found[1].Start)}");
            if (found.Count == 0)
                return (parent, null, depth);
            if (depth == path.Count - 1)
                return (parent, found[0].Value, path.Count);
            parent = found[0].Value.Kind == JsonTokenType.StartObject
                ? found[0].Value
                : throw new InvalidDataException($"\"{path[depth]}\" in line {LineOf(found[0].Start)} is not an object");
        }
    }

    private void Insert(JsonSpan parent, string name, JsonNode value)
    {
        var outer = IndentAt(parent.Start);
        var onLine = parent.Members.Count > 0 ? IsFirstInLine(parent.Members[^1].Start) : _lines;
        var indent = parent.Members.Count > 0 && onLine ? IndentAt(parent.Members[^1].Start) : outer + Unit();
        var member = $"{JsonValue.Create(name).ToJsonString(Options(false))}:{(_spaced ? " " : "")}{Render(value, onLine ? indent : outer)}";
        if (parent.Members.Count == 0)
            Replace(parent.Start, parent.End, onLine ? $"{{{_newLine}{indent}{member}{_newLine}{outer}}}" : $"{{{member}}}");
        else
        {
            var end = parent.Members[^1].Value.End;
            Replace(end, end, onLine ? $",{_newLine}{indent}{member}" : $",{(_spaced ? " " : "")}{member}");
        }
    }

    private string Render(JsonNode value, string indent) =>
        value.ToJsonString(Options(_lines)).ReplaceLineEndings("\n").Replace("\n", _newLine + indent, StringComparison.Ordinal);

    private JsonSerializerOptions Options(bool indented)
    {
        var unit = Unit();
        return new JsonSerializerOptions
        {
            WriteIndented = indented,
            IndentCharacter = unit[0],
            IndentSize = unit.Length,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
    }

    // The indentation of the first member.
    private string Unit() =>
        JsonSpan.Read(_text).Members is [var (_, start, _), ..] && IsFirstInLine(start) && IndentAt(start) is { Length: > 0 and <= 16 } indent
            && indent.Distinct().Count() == 1
            ? indent
            : "  ";

    private bool IsFirstInLine(int offset) => LineStart(offset) is var start && start > 0 && _text.AsSpan(start, offset - start).IndexOfAnyExcept(" \t"u8) < 0;

    private string IndentAt(int offset)
    {
        var start = LineStart(offset);
        var width = _text.AsSpan(start).IndexOfAnyExcept(" \t"u8);
        return width > 0 ? Encoding.UTF8.GetString(_text, start, width) : "";
    }

    private int LineStart(int offset) => _text.AsSpan(0, offset).LastIndexOf((byte)'\n') + 1;

    private int LineOf(int offset) => _text.AsSpan(0, offset).Count((byte)'\n') + 1;

    private void Replace(int start, int end, string text) => _text = [.. _text[..start], .. Encoding.UTF8.GetBytes(text), .. _text[end..]];
}
