using System.Reflection;
using System.Xml.Linq;

namespace Reference;

/// <summary>The XML documentation of an assembly, as Markdown.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    public static XmlDocumentation Of(Assembly assembly) => new(
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"), LoadOptions.PreserveWhitespace)
            .Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal));

    /// <summary>The summary of a property or a field.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public string Summary(MemberInfo member)
    {
        var kind = member is PropertyInfo ? 'P' : 'F';
        var id = $"{kind}:{member.DeclaringType!.FullName}.{member.Name}";
        var summary = _members.GetValueOrDefault(id)?.Element("summary") ?? throw new InvalidOperationException($"{id} has no summary.");
        return string.Join(' ', string.Concat(summary.Nodes().Select(Markdown)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" } link => $"`{Short(Subject(link))}`",
        XElement element => string.Concat(element.Nodes().Select(Markdown)),
        _ => "",
    };

    private static string Subject(XElement link) =>
        (string?)link.Attribute("cref") ?? (string?)link.Attribute("langword") ?? (string)link.Attribute("name")!;

    private static string Short(string reference)
    {
        var name = reference.Split('(')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }
}
