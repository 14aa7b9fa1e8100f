using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads flags; <paramref name="types"/> are the hand-written types that their values can have.</summary>
internal sealed class FlagReader(Reporter report, IReadOnlyList<(string Name, string Sort)> types)
{
    public IReadOnlyList<(string Name, string Sort)> Types { get; } = types;

    /// <summary>Names of the types that are used by flags.</summary>
    public ISet<string> Used { get; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<Flag> ReadAll(IReadOnlyList<JsonNode> nodes)
    {
        var flags = new List<Flag>();
        foreach (var node in nodes)
        {
            if (Read(node) is not { } flag)
                continue;
            if (flags.Any(other => other.PropertyName == flag.PropertyName))
                report.Add(Diagnostics.Twice, node.Span, $"the flag '{flag.Name}' already exists");
            else
                flags.Add(flag);
        }

        return flags;
    }

    // A withheld flag exists, but has no property.
    private Flag? Read(JsonNode node)
    {
        var members = new MemberReader(
            node, "a flag", report, "name", "kind", "value", "default", "since", "last", "optional", "spellings", "deprecated", "withheld", "doc");
        var name = members.Required("name");
        if (name.Length > 0 && !IsFlag(name))
            report.Add(Diagnostics.Malformed, members.SpanOf("name"), name, "flag", "it as typed, such as --cache-from");
        var kind = members.Required("kind");
        var (shape, type) = ShapeOf(kind, members);
        var flag = new Flag(name, kind, shape, type)
        {
            Since = members.RequiredVersion("since"),
            Last = members.Version("last"),
            Default = members.Text("default"),
            Deprecated = members.Text("deprecated"),
            Doc = members.Required("doc"),
        };
        foreach (var spelling in members.Texts("spellings").Where(spelling => !IsFlag(spelling.Value)))
            report.Add(Diagnostics.Malformed, spelling.Span, spelling.Value, "flag", "it as typed, such as --cache-from");
        if (flag.Last is { } last && Naming.IsOlder(last, flag.Since))
            report.Add(Diagnostics.Malformed, members.SpanOf("last"), last, "last version", $"one that is not older than {flag.Since}");
        return members.Text("withheld") is null ? flag : null;
    }

    private (FlagShape Shape, string? Type) ShapeOf(string kind, MemberReader members)
    {
        if (FlagKinds.ShapeOf(kind) is not { } shape)
        {
            if (kind.Length > 0)
                report.Add(Diagnostics.UnknownValue, members.SpanOf("kind"), kind, "kind of flag", FlagKinds.Known);
            return (FlagShape.Text, null);
        }

        var value = members.Text("value");
        if (value is null or "map")
            return (value is null ? shape : FlagShape.Map, null);

        if (Types.FirstOrDefault(type => type.Name == value) is (_, { } sort))
        {
            Used.Add(value);
            return (sort == "enum" ? FlagShape.Enumeration : shape == FlagShape.Text ? FlagShape.Value : FlagShape.ValueList, value);
        }

        report.Add(Diagnostics.UnknownValue, members.SpanOf("value"), value, "type of value", string.Join(", ", ["map", .. Types.Select(type => type.Name)]));
        return (shape, null);
    }

    private static bool IsFlag(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && name.Length > 2 && name[2] != '-'
            && name.Skip(2).All(letter => letter is '-' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
}
