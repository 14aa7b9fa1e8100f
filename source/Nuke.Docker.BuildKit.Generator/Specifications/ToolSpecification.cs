namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A whole specification file.</summary>
internal sealed class ToolSpecification(string tool, IReadOnlyList<string> words, IReadOnlyList<Flag> globals, IReadOnlyList<Command> commands)
{
    /// <summary>Name of the tool: <c>buildx</c>.</summary>
    public string Tool { get; } = tool;

    /// <summary>Words between <c>docker</c> and the global flags: <c>compose</c>.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>Flags that are rendered before the words of the command.</summary>
    public IReadOnlyList<Flag> Globals { get; } = globals;

    /// <summary>Commands that have settings, in the order of the file.</summary>
    public IReadOnlyList<Command> Commands { get; } = commands;

    /// <summary>Namespaces of the types in answers.</summary>
    public IReadOnlyList<string> Usings { get; set; } = [];

    /// <summary>Hand-written types of flag values: <c>value</c> or <c>enum</c>.</summary>
    public IReadOnlyList<(string Name, string Sort)> Types { get; set; } = [];

    /// <summary>Name of the base of the settings of a tool with global flags.</summary>
    public string BaseName => $"{Naming.Pascal(Tool)}ToolSettings";

    public string TasksName => $"{Naming.Pascal(Tool)}Tasks";
}
