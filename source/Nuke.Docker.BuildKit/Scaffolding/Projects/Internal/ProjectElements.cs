using System.Xml;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Reads the elements of a project file with their positions in the text; XML readers report only lines and columns.</summary>
internal static class ProjectElements
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Ignore };

    /// <returns>The elements in the order of the file; the root is the first.</returns>
    /// <exception cref="XmlException">The text is not XML.</exception>
    public static IReadOnlyList<ProjectElement> Read(string text)
    {
        // A byte order mark is a character of the text, but not of its first line.
        var mark = text.StartsWith('\uFEFF') ? 1 : 0;
        var lines = LineStarts(text, mark);
        var (elements, open) = (new List<ProjectElement>(), new Stack<ProjectElement>());
        using var reader = XmlReader.Create(new StringReader(text[mark..]), s_settings);
        var place = (IXmlLineInfo)reader;
        while (reader.Read())
        {
            var position = lines[place.LineNumber - 1] + place.LinePosition - 1;
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop().End = text.IndexOf('>', position) + 1;
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                var empty = reader.IsEmptyElement;
                var parent = open.Count > 0 ? open.Peek() : null;
                var element = new ProjectElement(reader.LocalName, parent, Attributes(reader), position - 1, TagEnd(text, position));
                elements.Add(element);
                if (!empty)
                    open.Push(element);
            }
        }

        return elements;
    }

    private static Dictionary<string, string> Attributes(XmlReader reader)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
            attributes[reader.Name] = reader.Value;
        return attributes;
    }

    private static int TagEnd(string text, int position)
    {
        char? quote = null;
        for (; quote is not null || text[position] != '>'; position++)
        {
            if (quote is null ? text[position] is '"' or '\'' : text[position] == quote)
                quote = quote is null ? text[position] : null;
        }

        return position + 1;
    }

    private static List<int> LineStarts(string text, int start)
    {
        var starts = new List<int> { start };
        for (var index = start; index < text.Length; index++)
        {
            if (text[index] == '\n' || (text[index] == '\r' && text.ElementAtOrDefault(index + 1) != '\n'))
                starts.Add(index + 1);
        }

        return starts;
    }
}
