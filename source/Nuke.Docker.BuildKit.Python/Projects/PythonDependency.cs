namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A direct dependency of a project. Transitive ones are in <see cref="PythonProject.LockedPackages"/>.</summary>
/// <param name="Name">Normalised: lower case, <c>-</c> for <c>_</c> and <c>.</c>; for a path or URL without a name, its last segment.</param>
/// <param name="Specifier">PEP 440: <c>&gt;=2.1,&lt;3</c>; empty: any version, or see <see cref="Source"/>.</param>
public sealed record PythonDependency(string Name, string Specifier = "")
{
    /// <summary>Normalised: <c>uvicorn[standard]</c> has <c>standard</c>.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>PEP 508: <c>sys_platform == 'linux'</c>; null: always.</summary>
    public string? Marker { get; init; }

    /// <summary>The group or file that lists it: <c>dev</c>, <c>test</c>; null: the project itself needs it.</summary>
    public string? Group { get; init; }

    /// <summary>True if <see cref="Group"/> is an extra of the package (<c>optional-dependencies</c>), not a dependency group.</summary>
    public bool Optional { get; init; }

    /// <summary>A Git or web URL without credentials, or a path as written; null: it comes from an index.</summary>
    public string? Source { get; init; }

    /// <summary>True if <see cref="Source"/> is a path, which must be in the build context.</summary>
    public bool Local { get; init; }

    /// <summary>True if it is installed in editable mode (<c>-e</c>).</summary>
    public bool Editable { get; init; }

    /// <summary>The name of the index that it is pinned to; null: any.</summary>
    public string? Index { get; init; }

    /// <summary>The file and line of its declaration.</summary>
    public SourceLocation? Where { get; init; }
}
