namespace Nuke.Docker.BuildKit.Generator.Specifications;

internal sealed class Command(ToolSpecification tool, string name)
{
    public ToolSpecification Tool { get; } = tool;

    /// <summary>Words after those of the tool: <c>history inspect</c>.</summary>
    public string Name { get; } = name;

    public string Since { get; set; } = "";

    public string? Last { get; set; }

    public string Doc { get; set; } = "";

    /// <summary>Result of the hand-written method <c>…Async</c> of the tasks class; <c>null</c> if that method is generated.</summary>
    public string? Returns { get; set; }

    /// <summary>Flags without the global ones, inherited ones included, sorted by name.</summary>
    public IReadOnlyList<Flag> Flags { get; set; } = [];

    public IReadOnlyList<Positional> Positionals { get; set; } = [];

    public IReadOnlyList<Answer> Answers { get; set; } = [];

    /// <summary>Name of the method, such as <c>BuildxHistoryInspect</c>.</summary>
    public string MethodName => Naming.Pascal(Tool.Tool) + Naming.Pascal(Name);

    public string SettingsName => $"{MethodName}Settings";

    /// <summary>Command line: <c>docker buildx history inspect</c>.</summary>
    public string Line => string.Join(" ", ["docker", .. Tool.Words, Name]);

    /// <summary>All flags that the settings have a property for.</summary>
    public IEnumerable<Flag> AllFlags => Tool.Globals.Concat(Flags);
}
