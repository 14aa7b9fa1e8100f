using System.Text;
using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes documentation comments. Backticks in a specification become code.</summary>
internal static class XmlDoc
{
    public static string Summary(string content) => $"/// <summary>{content}</summary>";

    /// <summary><c>--call</c> (string, buildx 0.15.0, default <c>build</c>). Action …</summary>
    public static string Of(Flag flag, string tool)
    {
        List<string> facts = [flag.Kind];
        if (flag.Shape is FlagShape.TextList or FlagShape.CsvList or FlagShape.Map or FlagShape.ValueList)
            facts.Add("repeatable");
        facts.Add($"{tool} {flag.Since}{(flag.Last is { } last ? $" to {last}" : "")}");
        if (flag.Default is { } standard)
            facts.Add($"default <c>{Escape(standard)}</c>");
        var absent = flag.Shape == FlagShape.Switch && flag.Default is null && !flag.Doc.Contains("`null`") ? " <c>null</c> leaves it off." : "";
        return Summary($"<c>{flag.Name}</c> ({string.Join(", ", facts)}). {Text(flag.Doc)}{absent}");
    }

    /// <summary><c>ignore-error</c> (bool, default <c>false</c>, BuildKit 0.12.0). …</summary>
    public static string Of(ValueAttribute attribute)
    {
        List<string> facts = [attribute.Shape == AttributeShape.Enumeration ? $"<see cref=\"{attribute.Kind}\"/>" : attribute.Kind];
        if (attribute.Required)
            facts.Add("required");
        if (attribute.Default is { } standard)
            facts.Add($"default <c>{Escape(standard)}</c>");
        if (attribute.Since is { } since)
            facts.Add($"{(attribute.Tool == "Buildx" ? "buildx" : attribute.Tool)} {since}");
        return Summary($"<c>{attribute.Name}</c> ({string.Join(", ", facts)}). {Text(attribute.Doc)}{(attribute.Secret ? " Redacted in logs." : "")}");
    }

    public static string Text(string doc)
    {
        var text = new StringBuilder();
        var parts = doc.Split('`');
        for (var i = 0; i < parts.Length; i++)
            text.Append(i % 2 == 1 ? $"<c>{Escape(parts[i])}</c>" : Escape(parts[i]));
        return text.ToString();
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
