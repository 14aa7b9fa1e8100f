using System.Buffers;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Facts that the readers have collected so far.</summary>
internal sealed class ProjectFacts(ProjectFiles files, string? repository = null)
{
    private static readonly SearchValues<char> s_ends = SearchValues.Create(" '\"|;)?");

    private IReadOnlyList<string>? _health;

    private readonly HashSet<(string, string?)> _indexes = [];

    public ProjectFiles Files => files;

    /// <summary>The files of the repository; those of the project if it is the repository.</summary>
    public ProjectFiles Repository { get; } = repository is null ? files : new(repository);

    /// <summary>The project's folder relative to the repository; empty: it is the repository.</summary>
    public string RepositoryPrefix { get; } =
        repository is null || Path.GetRelativePath(repository, files.Root) is "." ? "" : Path.GetRelativePath(repository, files.Root).Replace('\\', '/');

    /// <summary>Commands that prepare a release, such as migrations: each runs once.</summary>
    public List<ReleaseCommand> Release { get; } = [];

    /// <summary>The folder that must be on Python's path; empty: none.</summary>
    public string ImportRoot { get; set; } = "";

    /// <summary>The path that the project's own health check requests, where it is declared.</summary>
    public (string Path, SourceLocation Where)? Health { get; private set; }

    /// <summary>The port that a compose file publishes, where it does; null: none.</summary>
    public (int Port, SourceLocation Where)? Published { get; set; }

    public List<PythonFinding> Findings { get; } = [];

    public List<PythonDependency> Dependencies { get; } = [];

    public List<LockedPackage> Locked { get; } = [];

    public List<PythonIndex> Indexes { get; } = [];

    public List<VersionStatement> Versions { get; } = [];

    public List<ConsoleScript> Scripts { get; } = [];

    public List<string> Inputs { get; } = [];

    /// <summary>The line that names the first input outside of the project's folder; null: none does.</summary>
    public SourceLocation? Outside { get; private set; }

    public List<WorkspaceMember> Members { get; } = [];

    /// <summary>The workspace that the project is a member of; null: none.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>The files that hold the lock.</summary>
    public ProjectFiles LockFiles => Workspace?.Files ?? files;

    public List<string> LicenseFiles { get; } = [];

    /// <summary>Extras and groups that were chosen for the image.</summary>
    public List<ChosenExtra> Chosen { get; } = [];

    /// <summary>Dependency groups that a project without [project] needs at run time.</summary>
    public List<string> InstalledGroups { get; } = [];

    /// <summary>Normalised names of the packages that building the project needs.</summary>
    public List<string> BuildRequirements { get; } = [];

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

    /// <summary>
    /// The path relative to the project's folder, without . and needless ..; empty: the project's folder. It begins with .. if it is elsewhere in the
    /// repository. Null: it is outside the repository.
    /// </summary>
    public string? Locate(string directory, string path)
    {
        if (ProjectFiles.Combine($"{RepositoryPrefix}/{directory}", path) is not { } found)
            return null;
        var (from, to) = (Parts(RepositoryPrefix), Parts(found));
        var common = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('/', Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));

        static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <param name="path">A file or folder, relative to the project's folder.</param>
    /// <param name="where">The line that names it.</param>
    public void AddInput(string path, SourceLocation? where = null)
    {
        if (ProjectFiles.IsOutside(path))
            Outside ??= where;
        if (!Inputs.Contains(path))
            Inputs.Add(path);
    }

    public void AddRelease(string command, SourceLocation where)
    {
        if (!Release.Exists(known => known.Command == command))
            Release.Add(new(command, where));
    }

    /// <summary>Takes the path from an existing health check: curl -f http://localhost:8000/health.</summary>
    public void UseHealth(IReadOnlyList<string>? command, SourceLocation where)
    {
        if (command is null || Health is not null || _health is not null)
            return;
        _health = command;
        var text = string.Join(' ', command);
        foreach (var host in (string[])["://localhost", "://127.0.0.1", "://0.0.0.0", " localhost", " 127.0.0.1"])
        {
            var start = text.IndexOf(host, StringComparison.Ordinal);
            if (start < 0)
                continue;
            start += host.Length;
            if (start < text.Length && text[start] == ':')
                start = text.AsSpan(start + 1).IndexOfAnyExceptInRange('0', '9') is >= 0 and var digits ? start + 1 + digits : text.Length;
            var end = text.AsSpan(start).IndexOfAny(s_ends) is >= 0 and var length ? start + length : text.Length;
            var path = text[start..end];
            if (!path.AsSpan().ContainsAny("${}\\"))
                Health = (path.Length == 0 ? "/" : path, where);
            return;
        }
    }

    public void AddIndex(PythonIndex index)
    {
        if (_indexes.Add((index.Url, index.Name)))
            Indexes.Add(index);
    }
}
