using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads <c>values.json</c>.</summary>
internal static class ValueSpecificationReader
{
    /// <summary>Reads the specification; returns <c>null</c> if the text is not JSON.</summary>
    /// <param name="text">Text of the specification.</param>
    /// <param name="report">Receives the errors.</param>
    /// <param name="missing">Types that the specification names and that do not exist in C#.</param>
    public static ValueSpecification? Read(string text, Reporter report, IReadOnlyCollection<string> missing)
    {
        if (SpecificationReader.Root(text, report) is not { } root)
            return null;

        var file = new MemberReader(root, "the specification", report, "$schema", "families", "enumerations", "sets", "records", "others");
        foreach (var family in file.Members("families").Where(family => missing.Contains(family.Name.Value)))
            report.Add(Diagnostics.NoSuchType, family.Name.Span, family.Name.Value, "record");
        var enumerations = file.Items("enumerations").Select(node => Enumeration(node, report)).ToList();
        foreach (var twice in enumerations.GroupBy(one => one.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            report.Add(Diagnostics.Twice, file.SpanOf("enumerations"), $"the enumeration '{twice.Key}' already exists");
        var attributes = new AttributeReader(report, [.. enumerations.Select(one => one.Name)]);
        var specification = new ValueSpecification
        {
            Families = [.. file.Members("families").Select(family => (family.Name.Value, (family.Value as JsonText)?.Value ?? ""))],
            Enumerations = enumerations,
            Others = [.. file.Members("others").Select(other => (other.Name.Value,
                attributes.ReadAll(other.Value is JsonArray { Items: var items } ? items : [])))],
        };
        var sets = file.Members("sets").ToDictionary(set => set.Name.Value,
            set => attributes.ReadAll(set.Value is JsonArray { Items: var items } ? items : []), StringComparer.Ordinal);
        specification.Records = new ValueRecordReader(report, attributes, specification.Families, sets).ReadAll(file.Items("records"));
        return specification;
    }

    private static Enumeration Enumeration(JsonNode node, Reporter report)
    {
        var members = new MemberReader(node, "an enumeration", report, "name", "doc", "members");
        return new Enumeration(members.Required("name"))
        {
            Doc = members.Required("doc"),
            Members = [.. members.Items("members").Select(item => Member(item, report))],
        };
    }

    private static (string Name, string Text, string Doc) Member(JsonNode node, Reporter report)
    {
        var member = new MemberReader(node, "a member", report, "name", "text", "doc");
        return (member.Required("name"), member.Required("text"), member.Required("doc"));
    }
}
