using Microsoft.CodeAnalysis.Text;
using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads the members of one object and reports what is missing, unknown or of the wrong type.</summary>
internal sealed class MemberReader
{
    private readonly Dictionary<string, JsonNode> _members = new(StringComparer.Ordinal);
    private readonly string _what;
    private readonly Reporter _report;

    public MemberReader(JsonNode node, string what, Reporter report, params string[] known)
    {
        (Node, _what, _report) = (node, what, report);
        if (node is not JsonObject { Members: var members })
        {
            report.Add(Diagnostics.Missing, node.Span, $"{what} must be an object, but is {node.Kind}");
            return;
        }

        foreach (var member in members)
        {
            if (!known.Contains(member.Name.Value, StringComparer.Ordinal))
                report.Add(Diagnostics.Unknown, member.Name.Span, member.Name.Value, what, string.Join(", ", known));
            else if (_members.ContainsKey(member.Name.Value))
                report.Add(Diagnostics.Twice, member.Name.Span, $"{what} has '{member.Name.Value}' twice");
            else
                _members.Add(member.Name.Value, member.Value);
        }
    }

    public JsonNode Node { get; }

    /// <summary>Returns the position of a member's value; of the whole object if it is missing.</summary>
    public TextSpan SpanOf(string name) => _members.TryGetValue(name, out var value) ? value.Span : Node.Span;

    public string Required(string name)
    {
        if (!_members.ContainsKey(name))
            _report.Add(Diagnostics.Missing, new TextSpan(Node.Span.Start, 1), $"{_what} has no '{name}'");
        return Text(name) ?? "";
    }

    public string? Text(string name) => Typed<JsonText>(name, "a string")?.Value;

    public bool Switch(string name) => Typed<JsonBoolean>(name, "true or false")?.Value ?? false;

    public IReadOnlyList<JsonNode> Items(string name) => Typed<JsonArray>(name, "an array")?.Items ?? [];

    public IReadOnlyList<JsonMember> Members(string name) => Typed<JsonObject>(name, "an object")?.Members ?? [];

    public IReadOnlyList<JsonText> Texts(string name) => [.. Items(name).Select(item => Text(item, name)).OfType<JsonText>()];

    /// <summary>Returns a version of three numbers; reports anything else and returns 0.0.0.</summary>
    public string? Version(string name) => Version(name, Text(name));

    public string RequiredVersion(string name) => Version(name, Required(name)) ?? "0.0.0";

    private string? Version(string name, string? text)
    {
        if (string.IsNullOrEmpty(text) || (System.Version.TryParse(text, out var version) && version is { Build: >= 0, Revision: < 0 }))
            return text is "" ? null : text;
        _report.Add(Diagnostics.Malformed, SpanOf(name), text!, "version", "three numbers such as 0.35.0");
        return "0.0.0";
    }

    private T? Typed<T>(string name, string expected)
        where T : JsonNode
    {
        if (!_members.TryGetValue(name, out var value))
            return null;
        if (value is not T)
            _report.Add(Diagnostics.Missing, value.Span, $"'{name}' must be {expected}, but is {value.Kind}");
        return value as T;
    }

    private JsonText? Text(JsonNode item, string name)
    {
        if (item is not JsonText)
            _report.Add(Diagnostics.Missing, item.Span, $"each item of '{name}' must be a string; this is {item.Kind}");
        return item as JsonText;
    }
}
