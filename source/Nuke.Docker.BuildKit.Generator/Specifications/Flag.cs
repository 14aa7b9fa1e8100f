namespace Nuke.Docker.BuildKit.Generator.Specifications;

internal sealed class Flag(string name, string kind, FlagShape shape, string? type)
{
    /// <summary>Name on the command line: <c>--cache-from</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Type as the tool names it: <c>stringArray</c>.</summary>
    public string Kind { get; } = kind;

    public FlagShape Shape { get; } = shape;

    /// <summary>Type of its values, if they have their own.</summary>
    public string? Type { get; } = type;

    /// <summary>First version; not older than the command.</summary>
    public string Since { get; set; } = "";

    public string? Last { get; set; }

    public string? Default { get; set; }

    public string? Deprecated { get; set; }

    public string Doc { get; set; } = "";

    public string PropertyName => Naming.Pascal(Name);

    /// <summary>Returns the flag for a command that is newer than it.</summary>
    public Flag In(string commandSince) => Naming.IsOlder(Since, commandSince)
        ? new Flag(Name, Kind, Shape, Type) { Since = commandSince, Last = Last, Default = Default, Deprecated = Deprecated, Doc = Doc }
        : this;
}
