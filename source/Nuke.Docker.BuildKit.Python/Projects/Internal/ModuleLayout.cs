namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The location of modules, and their names in Python.</summary>
internal sealed class ModuleLayout
{
    private readonly SourceTree _tree;
    private readonly HashSet<string> _paths;
    private readonly Lazy<HashSet<string>> _installed;
    private readonly Lazy<bool> _importsSource;
    private readonly Lazy<IReadOnlyList<string>> _roots;

    public ModuleLayout(SourceTree tree, ProjectFacts facts)
    {
        _installed = new(() => facts.Dependencies.Select(dependency => dependency.Name).Concat(facts.Locked.Select(package => package.Name))
            .ToHashSet(StringComparer.Ordinal));
        _tree = tree;
        _paths = new(tree.Paths, StringComparer.Ordinal);
        _importsSource = new(() => tree.Sources.Any(source => source.Imports.Contains("src")));
        _roots = new(FindRoots);
        var below = tree.Paths.Where(path => path.StartsWith("src/", StringComparison.Ordinal)).ToList();
        var folders = tree.Paths.Where(path => path.Contains('/') && !path.StartsWith("src/", StringComparison.Ordinal)).Select(path => path.Split('/')[0])
            .Distinct(StringComparer.Ordinal).Where(name => !SourceTree.IsAside(name)).ToList();
        var modules = tree.Paths.Where(path => !path.Contains('/')).ToList();
        if (below.Count > 0)
        {
            Layout = PackageLayout.Source;
            folders.AddRange(below.Select(path => string.Join('/', path.Split('/').Take(2))).Distinct(StringComparer.Ordinal));
        }
        else
            Layout = folders.Count > 0 ? PackageLayout.Flat : modules.Count > 0 ? PackageLayout.Module : PackageLayout.None;

        Packages = [.. folders.Concat(modules).Order(StringComparer.Ordinal)];
    }

    public PackageLayout Layout { get; }

    public IReadOnlyList<string> Packages { get; }

    /// <summary>
    /// <c>app.main</c> for app/main.py and for src/app/main.py, unless the project itself imports <c>src.app</c>; also for backend/app/main.py if the code
    /// below backend imports <c>app</c>.
    /// </summary>
    public string ModuleOf(string path)
    {
        var root = RootOf(path);
        var inside = root.Length > 0 ? path[(root.Length + 1)..] : path;
        var name = inside[..^".py".Length].Replace('/', '.');
        return name.EndsWith(".__init__", StringComparison.Ordinal) ? name[..^".__init__".Length] : name;
    }

    /// <summary>The folder that a module's name begins below, which must be on Python's path; empty: the project's own.</summary>
    public string RootOf(string path)
    {
        if (path.StartsWith("src/", StringComparison.Ordinal) && !_importsSource.Value)
            return "src";
        return _roots.Value.FirstOrDefault(root => path.StartsWith($"{root}/", StringComparison.Ordinal)) ?? "";
    }

    public bool Exists(string path) => _paths.Contains(path);

    /// <summary>Folders whose code imports modules beside itself that the project's own folder does not have. The outermost first.</summary>
    private List<string> FindRoots()
    {
        HashSet<string> tops = new(StringComparer.Ordinal);
        HashSet<string> members = new(StringComparer.Ordinal);
        foreach (var path in _tree.Paths)
        {
            var parts = path.Split('/');
            tops.Add(parts[0].EndsWith(".py", StringComparison.Ordinal) ? parts[0][..^3] : parts[0]);
            for (var i = 1; i < parts.Length; i++)
                members.Add($"{string.Join('/', parts[..i])}/{(i == parts.Length - 1 ? parts[i][..^3] : parts[i])}");
        }

        HashSet<string> roots = new(StringComparer.Ordinal);
        var imported = _tree.Sources.SelectMany(source => source.Imports).ToHashSet(StringComparer.Ordinal);
        foreach (var source in _tree.Sources)
        {
            for (var folder = ProjectFiles.DirectoryOf(source.Path); folder.Length > 0; folder = ProjectFiles.DirectoryOf(folder))
            {
                // A package has modules of its own, which no other file imports by their last names.
                if (_paths.Contains($"{folder}/__init__.py") && imported.Contains(ProjectFiles.NameOf(folder)))
                    continue;
                if (source.Imports.Any(name => !tops.Contains(name) && !StandardLibrary.Contains(name)
                    && !_installed.Value.Contains(PackageName.Normalize(name)) && members.Contains($"{folder}/{name}")))
                    roots.Add(folder);
            }
        }

        // manage.py puts its own folder on the path.
        foreach (var path in _tree.Paths.Where(path => path.EndsWith("/manage.py", StringComparison.Ordinal)))
            roots.Add(ProjectFiles.DirectoryOf(path));
        return [.. roots.OrderBy(root => root.Count(character => character == '/')).ThenBy(root => root, StringComparer.Ordinal)];
    }
}
