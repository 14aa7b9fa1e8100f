namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>An element of a project file and its place in the text.</summary>
/// <param name="Name">Name without a prefix.</param>
/// <param name="Parent">Parent element; <c>null</c> for the root.</param>
/// <param name="Attributes">Attributes by name.</param>
/// <param name="Start">Index of the first character of the start tag.</param>
/// <param name="Content">Index of the first character after the start tag.</param>
internal sealed record ProjectElement(string Name, ProjectElement? Parent, IReadOnlyDictionary<string, string> Attributes, int Start, int Content)
{
    /// <summary>Index of the first character after the element.</summary>
    public int End { get; set; } = Content;

    /// <summary>Indicates that the element is a single tag, <c>&lt;Project /&gt;</c>.</summary>
    public bool IsEmpty => End == Content;

    public string? Include => Attributes.GetValueOrDefault("Include");

    public string? Condition => Attributes.GetValueOrDefault("Condition") is { Length: > 0 } condition ? condition : null;

    /// <summary>Returns the enclosing elements, innermost first.</summary>
    public IEnumerable<ProjectElement> Ancestors => Parent is null ? [] : Parent.Ancestors.Prepend(Parent);
}
