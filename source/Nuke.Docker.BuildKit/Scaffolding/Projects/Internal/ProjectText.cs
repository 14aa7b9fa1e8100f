using System.Security;
using System.Xml;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Inserts items into the text of a project file. Nothing else changes; the insertion uses the file's indentation and line endings.</summary>
internal sealed class ProjectText
{
    private readonly string _text;
    private readonly IReadOnlyList<ProjectElement> _elements;

    private ProjectText(string text, IReadOnlyList<ProjectElement> elements) => (_text, _elements) = (text, elements);

    private ProjectElement Root => _elements[0];

    private string NewLine => _text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    public string Text => _text;

    /// <exception cref="DockerException">The file is not XML.</exception>
    /// <exception cref="IOException">The file cannot be read, or is not UTF-8.</exception>
    public static ProjectText Read(string path)
    {
        var text = FileChange.ReadText(path);
        try
        {
            return new(text, ProjectElements.Read(text));
        }
        catch (XmlException exception)
        {
            throw ProjectFault.Invalid(path, exception.LineNumber, exception.Message, exception);
        }
    }

    /// <summary>Returns the condition of an item, empty if it has none. <c>null</c> if the file does not contain the item.</summary>
    public string? ConditionOf(string type, string name)
    {
        var item = _elements.FirstOrDefault(element =>
            element.Name == type
            && Names(element).Contains(name, StringComparer.OrdinalIgnoreCase)
            && !element.Ancestors.Any(ancestor => ancestor.Name == "Target"));
        return item is null ? null : string.Join(" and ", item.Ancestors.Prepend(item).Select(element => element.Condition).OfType<string>());
    }

    /// <summary>Returns the text with one more item, next to others of its type.</summary>
    public string Insert(string type, string name, string? version)
    {
        var item = $"<{type} Include=\"{SecurityElement.Escape(name)}\"{(version is null ? "" : $" Version=\"{SecurityElement.Escape(version)}\"")} />";
        // A group with a condition is for another case.
        var siblings = ChildrenOf(Root)
            .Where(group => group is { Name: "ItemGroup", Condition: null })
            .Select(group => ChildrenOf(group).Where(element => element.Name == type && element.Include is not null).ToList())
            .LastOrDefault(items => items.Count > 0);
        return siblings is null ? InsertGroup(item) : InsertBeside(siblings, name, item);
    }

    private string InsertBeside(List<ProjectElement> siblings, string name, string item)
    {
        var sorted = siblings.Zip(siblings.Skip(1)).All(pair => Compare(pair.First.Include, pair.Second.Include) <= 0);
        var before = (sorted ? siblings.LastOrDefault(sibling => Compare(sibling.Include, name) < 0) : null) ?? siblings[^1];
        var space = SpaceBefore(before);
        // Without a blank line between two of them.
        var line = space.LastIndexOf('\n');
        return _text.Insert(LineEndAfter(before.End), line < 0 ? space + item : NewLine + space[(line + 1)..] + item);
    }

    private string InsertGroup(string item)
    {
        var children = ChildrenOf(Root).ToList();
        var before = children.LastOrDefault(child => child.Name is "PropertyGroup" or "ItemGroup") ?? children.LastOrDefault();
        var blank = children.Exists(child => SpaceBefore(child).Count(character => character == '\n') > 1);
        var unit = Unit();
        var indent = before is null ? unit : IndentOf(before);
        var group = $"{(blank ? NewLine : "")}{NewLine}{indent}<ItemGroup>{NewLine}{indent}{unit}{item}{NewLine}{indent}</ItemGroup>";
        if (before is not null)
            return _text.Insert(LineEndAfter(before.End), group);

        if (!Root.IsEmpty)
            return _text.Insert(Root.Content, _text[Root.Content..Root.End].Contains('\n') ? group : group + NewLine);

        var tag = _text[Root.Start..Root.End].TrimEnd('>').TrimEnd('/').TrimEnd();
        var root = tag[1..].Split([' ', '\t', '\r', '\n'], 2)[0];
        return $"{_text[..Root.Start]}{tag}>{group}{NewLine}</{root}>{_text[Root.End..]}";
    }

    private string Unit()
    {
        foreach (var child in ChildrenOf(Root))
        {
            var indent = IndentOf(child);
            var inner = ChildrenOf(child)
                .Select(IndentOf)
                .FirstOrDefault(text => text.Length > indent.Length && text.StartsWith(indent, StringComparison.Ordinal));
            if ((inner?[indent.Length..] ?? indent) is { Length: > 0 } unit)
                return unit;
        }

        return "  ";
    }

    // A comment on the rest of the line belongs to the element before it.
    private int LineEndAfter(int position)
    {
        var end = _text.IndexOf('\n', position) is var next and >= 0 ? next : _text.Length;
        var rest = _text[position..end].Trim();
        var comment = rest.StartsWith("<!--", StringComparison.Ordinal) && rest.IndexOf("-->", StringComparison.Ordinal) == rest.Length - 3;
        return comment ? position + _text[position..end].TrimEnd().Length : position;
    }

    private string SpaceBefore(ProjectElement element)
    {
        var start = element.Start;
        while (start > 0 && char.IsWhiteSpace(_text[start - 1]))
            start--;
        return _text[start..element.Start];
    }

    private string IndentOf(ProjectElement element) =>
        SpaceBefore(element) is var space && space.LastIndexOf('\n') is var line and >= 0 ? space[(line + 1)..] : "";

    private IEnumerable<ProjectElement> ChildrenOf(ProjectElement parent) => _elements.Where(element => ReferenceEquals(element.Parent, parent));

    private static string[] Names(ProjectElement element) =>
        element.Include?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int Compare(string? first, string? second) => string.Compare(first, second, StringComparison.OrdinalIgnoreCase);
}
