namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The location of modules, and their names in Python.</summary>
internal sealed class ModuleLayout
{
    private readonly SourceTree _tree;
    private readonly Lazy<bool> _importsSource;

    public ModuleLayout(SourceTree tree)
    {
        _tree = tree;
        _importsSource = new(() => tree.Sources.Any(source => source.Imports.Contains("src")));
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

    /// <summary><c>app.main</c> for app/main.py and for src/app/main.py, unless the project itself imports <c>src.app</c>.</summary>
    public string ModuleOf(string path)
    {
        var inside = path.StartsWith("src/", StringComparison.Ordinal) && !_importsSource.Value ? path["src/".Length..] : path;
        var name = inside[..^".py".Length].Replace('/', '.');
        return name.EndsWith(".__init__", StringComparison.Ordinal) ? name[..^".__init__".Length] : name;
    }

    public bool Exists(string path) => _tree.Paths.Contains(path);
}
