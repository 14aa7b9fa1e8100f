namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>An element of a project file and its place in the text.</summary>
/// <param name="Name">The name without a prefix.</param>
/// <param name="Parent">Null: the root.</param>
/// <param name="Attributes">The attributes by name.</param>
/// <param name="Start">Where its start tag begins.</param>
/// <param name="Content">Where its start tag has ended.</param>
internal sealed record ProjectElement(string Name, ProjectElement? Parent, IReadOnlyDictionary<string, string> Attributes, int Start, int Content)
{
    /// <summary>Where the element has ended.</summary>
    public int End { get; set; } = Content;

    /// <summary>Whether the element is one tag, <c>&lt;Project /&gt;</c>.</summary>
    public bool IsEmpty => End == Content;

    public string? Include => Attributes.GetValueOrDefault("Include");

    public string? Condition => Attributes.GetValueOrDefault("Condition") is { Length: > 0 } condition ? condition : null;

    /// <summary>The elements around this one, from the inside.</summary>
    public IEnumerable<ProjectElement> Ancestors => Parent is null ? [] : Parent.Ancestors.Prepend(Parent);
}
