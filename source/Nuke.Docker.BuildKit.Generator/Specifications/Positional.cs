namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A positional argument.</summary>
internal sealed class Positional(string name)
{
    public string Name { get; } = name;

    /// <summary>Name in the tool's usage line: <c>[SERVICE...]</c>.</summary>
    public string Usage { get; set; } = "";

    public bool Optional { get; set; }

    public bool Repeat { get; set; }

    /// <summary>Indicates that the tool passes the argument on, so that it may begin with a dash.</summary>
    public bool Rest { get; set; }

    /// <summary>C# expression that returns the argument.</summary>
    public string? Render { get; set; }

    public string Doc { get; set; } = "";
}
