namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>A whole specification file.</summary>
internal sealed class ToolSpecification(string tool, IReadOnlyList<string> words, IReadOnlyList<Flag> globals, IReadOnlyList<Command> commands)
{
    /// <summary><c>buildx</c>.</summary>
    public string Tool { get; } = tool;

    /// <summary>What stands between <c>docker</c> and the global flags: <c>compose</c>.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <summary>Flags that stand before the command's own words.</summary>
    public IReadOnlyList<Flag> Globals { get; } = globals;

    /// <summary>Those that get settings, in the file's order.</summary>
    public IReadOnlyList<Command> Commands { get; } = commands;

    /// <summary>The hand-written types of its flags' values: <c>value</c> or <c>enum</c>.</summary>
    public IReadOnlyList<(string Name, string Sort)> Types { get; set; } = [];

    /// <summary>The base of the settings of a tool that has global flags.</summary>
    public string BaseName => $"{Naming.Pascal(Tool)}ToolSettings";

    public string TasksName => $"{Naming.Pascal(Tool)}Tasks";
}
