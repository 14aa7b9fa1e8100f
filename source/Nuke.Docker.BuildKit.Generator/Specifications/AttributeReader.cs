using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads attributes; <paramref name="enumerations"/> are the names of the enumerations that their values can have.</summary>
internal sealed class AttributeReader(Reporter report, IReadOnlyList<string> enumerations)
{
    private static readonly Dictionary<string, AttributeShape> Shapes = new(StringComparer.Ordinal)
    {
        ["string"] = AttributeShape.Text,
        ["bool"] = AttributeShape.Switch,
        ["int"] = AttributeShape.Number,
        ["duration"] = AttributeShape.Duration,
        ["list"] = AttributeShape.TextList,
        ["annotations"] = AttributeShape.Annotations,
        ["rest"] = AttributeShape.Rest,
    };

    public IReadOnlyList<ValueAttribute> ReadAll(IReadOnlyList<JsonNode> nodes) => [.. nodes.Select(Read)];

    public ValueAttribute Read(JsonNode node)
    {
        var members = new MemberReader(
            node, "an attribute", report, "name", "property", "kind", "required", "secret", "handwritten", "hides",
                "default", "since", "tool", "minimum", "allowed", "doc");
        var name = members.Required("name");
        var kind = members.Text("kind") ?? "string";
        var attribute = new ValueAttribute(name, kind, ShapeOf(kind, members))
        {
            Property = members.Text("property") ?? Naming.Pascal(name),
            Required = members.Switch("required"),
            Secret = members.Switch("secret"),
            Handwritten = members.Switch("handwritten"),
            Hides = members.Switch("hides"),
            Default = members.Text("default"),
            Since = members.Version("since"),
            Tool = members.Text("tool") ?? "BuildKit",
            Minimum = members.Text("minimum"),
            Allowed = [.. members.Texts("allowed").Select(number => number.Value)],
            Doc = members.Text("doc") ?? "",
        };
        if (attribute.Tool is not ("BuildKit" or "Buildx"))
            report.Add(Diagnostics.UnknownValue, members.SpanOf("tool"), attribute.Tool, "tool", "BuildKit, Buildx");
        if (attribute.Required && attribute.Shape != AttributeShape.Text)
            report.Add(Diagnostics.Malformed, members.SpanOf("kind"), kind, "kind of a required attribute", "string");
        foreach (var number in attribute.Allowed.Concat(attribute.Minimum is { } minimum ? [minimum] : [])
            .Where(number => attribute.Shape != AttributeShape.Number || !int.TryParse(number, out _)))
            report.Add(
                Diagnostics.Malformed,
                members.SpanOf(attribute.Minimum is null ? "allowed" : "minimum"),
                number,
                "limit",
                "whole numbers, for an attribute of the kind int");
        return attribute;
    }

    private AttributeShape ShapeOf(string kind, MemberReader members)
    {
        if (Shapes.TryGetValue(kind, out var shape))
            return shape;
        if (enumerations.Contains(kind, StringComparer.Ordinal))
            return AttributeShape.Enumeration;
        report.Add(Diagnostics.UnknownValue, members.SpanOf("kind"), kind, "kind of attribute", string.Join(", ", Shapes.Keys.Concat(enumerations)));
        return AttributeShape.Text;
    }
}
