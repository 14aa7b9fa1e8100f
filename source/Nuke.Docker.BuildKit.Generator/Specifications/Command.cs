namespace Nuke.Docker.BuildKit.Generator.Specifications;

internal sealed class Command(ToolSpecification tool, string name)
{
    public ToolSpecification Tool { get; } = tool;

    /// <summary>The words after the tool's: <c>history inspect</c>.</summary>
    public string Name { get; } = name;

    public string Since { get; set; } = "";

    public string? Last { get; set; }

    public string Doc { get; set; } = "";

    /// <summary>What a hand-written <c>…Async</c> of the tasks class returns; <c>null</c> where that method is generated.</summary>
    public string? Returns { get; set; }

    /// <summary>Flags of its own, inherited ones included, sorted by name.</summary>
    public IReadOnlyList<Flag> Flags { get; set; } = [];

    public IReadOnlyList<Positional> Positionals { get; set; } = [];

    /// <summary><c>BuildxHistoryInspect</c>.</summary>
    public string MethodName => Naming.Pascal(Tool.Tool) + Naming.Pascal(Name);

    public string SettingsName => $"{MethodName}Settings";

    /// <summary>As it is typed: <c>docker buildx history inspect</c>.</summary>
    public string Line => string.Join(" ", ["docker", .. Tool.Words, Name]);

    /// <summary>All that the settings get a property for.</summary>
    public IEnumerable<Flag> AllFlags => Tool.Globals.Concat(Flags);
}
