namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A positional argument.</summary>
internal sealed class Positional(string name)
{
    public string Name { get; } = name;

    /// <summary>Name in the tool's usage line: <c>[SERVICE...]</c>.</summary>
    public string Usage { get; set; } = "";

    public bool Optional { get; set; }

    public bool Repeat { get; set; }

    /// <summary>The tool passes it on unread, so that it may begin with a dash.</summary>
    public bool Rest { get; set; }

    /// <summary>A hand-written member that returns the argument.</summary>
    public string? Render { get; set; }

    public string Doc { get; set; } = "";
}
