namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The project's folders and Python files, except environments, caches and other languages' packages.</summary>
internal sealed class SourceTree
{
    private const int MaximumFiles = 2000;
    private const int MaximumDepth = 6;
    private const long MaximumFileSize = 512 << 10;

    private static readonly HashSet<string> s_foreign = new(StringComparer.Ordinal)
    {
        "__pycache__", "node_modules", "site-packages", "venv", "env", "ENV", "virtualenv", "build", "dist", "sdist", "wheels", "wheelhouse", "htmlcov",
        "__pypackages__",
        "target", "vendor", "bower_components",
    };

    private static readonly HashSet<string> s_tests =
        new(StringComparer.Ordinal) { "tests", "test", "testing", "e2e", "integration_tests", "unit_tests", "benchmarks" };
    private static readonly HashSet<string> s_documentation = new(StringComparer.Ordinal) { "docs", "doc", "documentation" };

    // The project's own files, but not part of the program.
    private static readonly HashSet<string> s_aside =
        new(StringComparer.Ordinal) { "examples", "example", "samples", "scripts", "tools", "notebooks", "migrations", "alembic", "benchmark", "ci" };

    private readonly Dictionary<string, PythonSource?> _sources = new(StringComparer.Ordinal);

    public SourceTree(ProjectFacts facts)
    {
        Files = facts.Files;
        Walk();
        if (Paths.Count >= MaximumFiles)
            facts.Warn("sources", $"{MaximumFiles} files", null, "The project has more Python files; the rest were not read.");
    }

    /// <summary>Python files, those nearest to the root first.</summary>
    public List<string> Paths { get; } = [];

    public List<string> TestFolders { get; } = [];

    /// <summary>Files that may be SQLite databases, except those with SQLite's own extensions, and the files that SQLite keeps beside databases.</summary>
    public List<string> DatabaseFiles { get; } = [];

    /// <summary>True for the journal of a database, which contains its latest rows.</summary>
    public static bool IsSidecar(string name) => name.EndsWith("-wal", StringComparison.Ordinal) || name.EndsWith("-shm", StringComparison.Ordinal)
        || name.EndsWith("-journal", StringComparison.Ordinal);

    private static bool IsDatabase(string name) => name.EndsWith(".db", StringComparison.Ordinal)
        || (IsSidecar(name) && Path.GetExtension(name[..name.LastIndexOf('-')]) is ".db" or ".sqlite" or ".sqlite3");

    public List<string> DocumentationFolders { get; } = [];

    private ProjectFiles Files { get; }

    public static bool IsForeign(string name) =>
        s_foreign.Contains(name) || name.StartsWith('.') || name.EndsWith(".egg-info", StringComparison.Ordinal)
            || name.EndsWith(".dist-info", StringComparison.Ordinal);

    public static bool IsAside(string name) => s_aside.Contains(name);

    /// <returns>Null if the file cannot be read.</returns>
    public PythonSource? Source(string path)
    {
        if (!_sources.TryGetValue(path, out var source))
            _sources[path] = source = Files.Read(path, MaximumFileSize) is { } text ? PythonSource.Read(path, text) : null;
        return source;
    }

    public IEnumerable<PythonSource> Sources => Paths.Select(Source).OfType<PythonSource>();

    private void Walk()
    {
        Queue<(string Directory, int Depth)> queue = new([("", 0)]);
        while (queue.TryDequeue(out var next) && Paths.Count < MaximumFiles)
        {
            foreach (var name in Files.List(next.Directory, directories: false).Where(IsSource))
                Paths.Add(FilePattern.Join(next.Directory, name));
            DatabaseFiles.AddRange(Files.List(next.Directory, directories: false).Where(IsDatabase)
                .Select(name => FilePattern.Join(next.Directory, name)));
            foreach (var name in Files.List(next.Directory, directories: true).Where(name => !IsForeign(name)))
            {
                var child = FilePattern.Join(next.Directory, name);
                // A virtual environment of any name.
                if (Files.Exists($"{child}/pyvenv.cfg"))
                    continue;
                if (s_tests.Contains(name))
                    TestFolders.Add(child);
                else if (s_documentation.Contains(name))
                    DocumentationFolders.Add(child);
                else if (next.Depth < MaximumDepth)
                    queue.Enqueue((child, next.Depth + 1));
            }
        }
    }

    private static bool IsSource(string name) =>
        name.EndsWith(".py", StringComparison.Ordinal) && !name.StartsWith("test_", StringComparison.Ordinal)
            && !name.EndsWith("_test.py", StringComparison.Ordinal)
        && name is not ("conftest.py" or "setup.py" or "noxfile.py" or "fabfile.py");
}
