namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>An argument that belongs to no flag.</summary>
internal sealed class Positional(string name)
{
    public string Name { get; } = name;

    /// <summary>As the tool's usage line has it: <c>[SERVICE...]</c>.</summary>
    public string Usage { get; set; } = "";

    public bool Optional { get; set; }

    public bool Repeat { get; set; }

    /// <summary>Whether the tool hands it on unread, so that it may begin with a dash.</summary>
    public bool Rest { get; set; }

    /// <summary>A hand-written member that gives the argument.</summary>
    public string? Render { get; set; }

    public string Doc { get; set; } = "";
}
