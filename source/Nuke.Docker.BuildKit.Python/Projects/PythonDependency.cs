namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A package that a project asks for itself. What those ask for in turn is in <see cref="PythonProject.LockedPackages"/>.</summary>
/// <param name="Name">Normalised: lower case, <c>-</c> for <c>_</c> and <c>.</c>; for a path or an address without a name, the last part of it.</param>
/// <param name="Specifier">PEP 440: <c>&gt;=2.1,&lt;3</c>; empty: any version, or see <see cref="Source"/>.</param>
public sealed record PythonDependency(string Name, string Specifier = "")
{
    /// <summary>Normalised: <c>uvicorn[standard]</c> has <c>standard</c>.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>PEP 508: <c>sys_platform == 'linux'</c>; null: always.</summary>
    public string? Marker { get; init; }

    /// <summary>The group or file that it stands in: <c>dev</c>, <c>test</c>; null: the project itself needs it.</summary>
    public string? Group { get; init; }

    /// <summary>Whether <see cref="Group"/> is an extra of the package (<c>optional-dependencies</c>) and not a group of its developers.</summary>
    public bool Optional { get; init; }

    /// <summary>A Git or web address without credentials, or a path as it is written; null: it comes from an index.</summary>
    public string? Source { get; init; }

    /// <summary>Whether <see cref="Source"/> is a path below the project's folder, which the build must see.</summary>
    public bool Local { get; init; }

    /// <summary>Whether it is installed as a link to its source (<c>-e</c>).</summary>
    public bool Editable { get; init; }

    /// <summary>The index that it is bound to, by name; null: any.</summary>
    public string? Index { get; init; }

    /// <summary>The place that asks for it.</summary>
    public SourceLocation? Where { get; init; }
}
