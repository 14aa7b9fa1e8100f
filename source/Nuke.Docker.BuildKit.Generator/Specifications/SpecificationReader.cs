using Nuke.Docker.BuildKit.Generator.Json;

namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Reads the specification of a tool.</summary>
internal static class SpecificationReader
{
    /// <summary>Reads a specification; returns <c>null</c> if the text is not JSON.</summary>
    /// <param name="text">Text of the specification.</param>
    /// <param name="report">Receives the errors.</param>
    /// <param name="missing">Types that the specification names and that do not exist in C#.</param>
    public static ToolSpecification? Read(string text, Reporter report, IReadOnlyCollection<string> missing)
    {
        if (Root(text, report) is not { } root)
            return null;

        var file = new MemberReader(
            root,
            "the specification",
            report,
            "$schema",
            "tool",
            "words",
            "version",
            "partial",
            "usings",
            "types",
            "sets",
            "globals",
            "commands");
        file.RequiredVersion("version");
        var types = file.Members("types").Where(type => IsType(type, report)).ToList();
        foreach (var type in types.Where(type => missing.Contains(type.Name.Value)))
            report.Add(Diagnostics.NoSuchType, type.Name.Span, type.Name.Value, ((JsonText)type.Value).Value);
        var flags = new FlagReader(report, [.. types.Select(type => (type.Name.Value, ((JsonText)type.Value).Value))]);
        var sets = file.Members("sets").ToDictionary(set => set.Name.Value,
            set => flags.ReadAll(set.Value is JsonArray { Items: var items } ? items : []), StringComparer.Ordinal);
        var commands = new List<Command>();
        var tool = new ToolSpecification(
            file.Required("tool"),
            [.. file.Texts("words").Select(word => word.Value)],
            [.. flags.ReadAll(file.Items("globals")).OrderBy(flag => flag.Name, StringComparer.Ordinal)],
            commands) { Types = flags.Types, Usings = [.. file.Texts("usings").Select(scope => scope.Value)] };
        new CommandReader(report, flags, sets, missing).ReadAll(tool, file.Items("commands"), commands);
        foreach (var type in types.Where(type => !flags.Used.Contains(type.Name.Value)))
            report.Add(Diagnostics.UnusedType, type.Name.Span, type.Name.Value);
        return tool;
    }

    /// <summary>Parses the text; reports invalid JSON and returns <c>null</c>.</summary>
    public static JsonNode? Root(string text, Reporter report)
    {
        try
        {
            return JsonReader.Read(text);
        }
        catch (JsonReaderException wrong)
        {
            report.Add(Diagnostics.Syntax, wrong.Span, wrong.Message);
            return null;
        }
    }

    private static bool IsType(JsonMember type, Reporter report)
    {
        if (type.Value is JsonText { Value: "value" or "enum" })
            return true;
        report.Add(Diagnostics.UnknownValue, type.Value.Span, (type.Value as JsonText)?.Value ?? type.Value.Kind, "sort of type", "value, enum");
        return false;
    }
}
