namespace Nuke.Docker.BuildKit.Generator.Specifications;

internal sealed class Flag(string name, string kind, FlagShape shape, string? type)
{
    /// <summary>As it is typed: <c>--cache-from</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The tool's own word: <c>stringArray</c>.</summary>
    public string Kind { get; } = kind;

    public FlagShape Shape { get; } = shape;

    /// <summary>The hand-written type of its values, where they have one.</summary>
    public string? Type { get; } = type;

    /// <summary>Not older than the command it stands in.</summary>
    public string Since { get; set; } = "";

    public string? Last { get; set; }

    public string? Default { get; set; }

    public string? Deprecated { get; set; }

    public string Doc { get; set; } = "";

    public string PropertyName => Naming.Pascal(Name);

    /// <summary>The same flag in a command that came later.</summary>
    public Flag In(string commandSince) => Naming.IsOlder(Since, commandSince)
        ? new Flag(Name, Kind, Shape, Type) { Since = commandSince, Last = Last, Default = Default, Deprecated = Deprecated, Doc = Doc }
        : this;
}
