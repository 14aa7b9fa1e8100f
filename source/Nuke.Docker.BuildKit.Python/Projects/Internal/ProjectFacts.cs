
namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Facts that the readers have collected so far.</summary>
internal sealed class ProjectFacts(ProjectFiles files)
{
    public ProjectFiles Files => files;

    public List<PythonFinding> Findings { get; } = [];

    public List<PythonDependency> Dependencies { get; } = [];

    public List<LockedPackage> Locked { get; } = [];

    public List<PythonIndex> Indexes { get; } = [];

    public List<VersionStatement> Versions { get; } = [];

    public List<ConsoleScript> Scripts { get; } = [];

    public List<string> Inputs { get; } = [];

    public List<WorkspaceMember> Members { get; } = [];

    public List<string> LicenseFiles { get; } = [];

    /// <summary>Packages that must be built from source (<c>--no-binary</c>); <c>:all:</c> for all.</summary>
    public HashSet<string> NoBinary { get; } = new(StringComparer.Ordinal);

    /// <summary>The index that a package is pinned to, by package name.</summary>
    public Dictionary<string, string> BoundIndexes { get; } = new(StringComparer.Ordinal);

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? BuildBackend { get; set; }

    public string? Readme { get; set; }

    public bool HasProjectTable { get; set; }

    public bool HasBuildSystem { get; set; }

    /// <summary>The manager's own setting for installing the project; null: not set.</summary>
    public bool? PackageSetting { get; set; }

    public TomlTable? Pyproject { get; set; }

    public void Fact(string what, string value, SourceLocation? where, string why) => Findings.Add(new(what, value, where, why));

    public void Warn(string what, string value, SourceLocation? where, string why) => Findings.Add(new(what, value, where, why, PythonFindingLevel.Warning));

    public bool HasDependency(string name) => Dependencies.Any(dependency => dependency.Group is null && dependency.Name == name);

    /// <summary>True if it is a direct or transitive dependency.</summary>
    public bool Has(string name) => HasDependency(name) || Locked.Any(package => package.Name == name);

    public PythonDependency? Find(string name) => Dependencies.FirstOrDefault(dependency => dependency.Group is null && dependency.Name == name);

    public void AddInput(string path)
    {
        if (!Inputs.Contains(path))
            Inputs.Add(path);
    }

    public void AddIndex(PythonIndex index)
    {
        if (!Indexes.Any(known => known.Url == index.Url && known.Name == index.Name))
            Indexes.Add(index);
    }
}
