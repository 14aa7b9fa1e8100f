using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator.Json;

/// <summary>A JSON value with its position. Analyzers cannot use a JSON package, and none reports positions.</summary>
internal abstract class JsonNode(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>Name in error messages.</summary>
    public abstract string Kind { get; }
}

internal sealed class JsonText(TextSpan span, string value) : JsonNode(span)
{
    public string Value { get; } = value;

    public override string Kind => "a string";
}

internal sealed class JsonBoolean(TextSpan span, bool value) : JsonNode(span)
{
    public bool Value { get; } = value;

    public override string Kind => "true or false";
}

internal sealed class JsonArray(TextSpan span, IReadOnlyList<JsonNode> items) : JsonNode(span)
{
    public IReadOnlyList<JsonNode> Items { get; } = items;

    public override string Kind => "an array";
}

internal sealed class JsonObject(TextSpan span, IReadOnlyList<JsonMember> members) : JsonNode(span)
{
    public IReadOnlyList<JsonMember> Members { get; } = members;

    public override string Kind => "an object";
}

internal sealed class JsonMember(JsonText name, JsonNode value)
{
    public JsonText Name { get; } = name;

    public JsonNode Value { get; } = value;
}
