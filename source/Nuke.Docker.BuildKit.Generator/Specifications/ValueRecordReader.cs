using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads the records of <c>values.json</c> and resolves sets and bases.</summary>
internal sealed class ValueRecordReader(
    Reporter report,
    AttributeReader attributes,
    IReadOnlyList<(string Name, string Flag)> families,
    IReadOnlyDictionary<string, IReadOnlyList<ValueAttribute>> sets)
{
    private readonly List<ValueRecord> _records = [];

    public IReadOnlyList<ValueRecord> ReadAll(IReadOnlyList<JsonNode> nodes)
    {
        foreach (var node in nodes)
        {
            var members = new MemberReader(node, "a record", report, "name", "type", "base", "read", "doc", "attributes");
            var record = Read(members);
            if (_records.Any(other => other.Name == record.Name))
                report.Add(Diagnostics.Twice, members.SpanOf("name"), $"the record '{record.Name}' already exists");
            else if (_records.FirstOrDefault(other => other.Family == record.Family && other.Type == record.Type && record.Type is not null) is { } same)
                report.Add(Diagnostics.Twice, members.SpanOf("type"), $"'{same.Name}' already has the type '{record.Type}'");
            else
                _records.Add(record);
        }

        return _records;
    }

    private ValueRecord Read(MemberReader members)
    {
        var record = new ValueRecord(members.Required("name"))
        {
            Type = members.Text("type"),
            ReadByHand = members.Text("read") is not null,
            Doc = members.Required("doc"),
        };
        if (members.Text("read") is { } read and not "handwritten")
            report.Add(Diagnostics.UnknownValue, members.SpanOf("read"), read, "way to read", "handwritten");
        ResolveBase(record, members);
        ResolveAttributes(record, members);
        foreach (var clash in record.All.GroupBy(attribute => attribute.Property, StringComparer.Ordinal).Where(group => group.Count() > 1))
            report.Add(Diagnostics.Twice, members.SpanOf("name"), $"'{record.Name}' would have the property {clash.Key} twice");
        return record;
    }

    private void ResolveBase(ValueRecord record, MemberReader members)
    {
        var name = members.Required("base");
        record.Base = _records.FirstOrDefault(other => other.Name == name);
        if (record.Base is not null)
        {
            record.Base.IsBase = true;
            (record.Family, record.Flag) = (record.Base.Family, record.Base.Flag);
        }
        else if (families.FirstOrDefault(family => family.Name == name) is (not null, not null) family)
        {
            (record.Family, record.Flag) = family;
        }
        else
        {
            report.Add(
                Diagnostics.UnknownValue,
                members.SpanOf("base"),
                name,
                "base",
                string.Join(", ", families.Select(one => one.Name).Concat(_records.Select(one => one.Name))));
        }
    }

    // A string among the attributes is a set, or the place where the attributes of the base are rendered.
    private void ResolveAttributes(ValueRecord record, MemberReader members)
    {
        List<ValueAttribute> before = [], after = [];
        var own = record.Base is not null && members.Items("attributes").OfType<JsonText>().Any(word => word.Value == record.Base.Name) ? before : after;
        foreach (var item in members.Items("attributes"))
        {
            if (item is not JsonText word)
                own.Add(attributes.Read(item));
            else if (word.Value == record.Base?.Name)
                own = after;
            else if (sets.TryGetValue(word.Value, out var set))
                own.AddRange(set);
            else
                report.Add(Diagnostics.UnknownValue, word.Span, word.Value, "set of attributes", string.Join(", ", sets.Keys));
        }

        (record.Before, record.After) = (before, after);
    }
}
