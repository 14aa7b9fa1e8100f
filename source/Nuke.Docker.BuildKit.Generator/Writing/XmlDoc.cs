using System.Text;
using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Documentation comments; what a specification puts in backticks becomes code.</summary>
internal static class XmlDoc
{
    public static string Summary(string content) => $"/// <summary>{content}</summary>";

    /// <summary><c>--call</c> (string, buildx 0.15.0, default <c>build</c>). What to do …</summary>
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
