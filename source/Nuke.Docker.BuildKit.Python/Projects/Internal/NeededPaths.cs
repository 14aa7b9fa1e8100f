using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// Finds existing files and folders that the build backend or the program reads, and that an ignore file must not exclude, even if their names
/// suggest tests, documentation or leftovers.
/// </summary>
internal sealed class NeededPaths(ProjectFacts facts, SourceTree tree)
{
    // Tables of pyproject.toml that a build backend reads; those of linters and test runners also name folders.
    private static readonly HashSet<string> s_backends = new(StringComparer.Ordinal)
    {
        "setuptools", "hatch", "poetry", "flit", "pdm", "maturin", "scikit-build", "meson-python", "uv", "setuptools-rust", "whey", "mesonpep517", "dynamic",
    };

    private static readonly HashSet<string> s_callees = new(StringComparer.Ordinal)
    {
        "open", "Path", "PurePath", "PosixPath", "join", "joinpath", "StaticFiles", "Jinja2Templates", "FileSystemLoader", "PackageLoader", "Environment",
        "send_from_directory", "send_file", "read_text", "read_bytes", "files", "mount", "listdir", "scandir", "walk", "glob", "iglob", "rglob", "iterdir",
        "load_verify_locations", "load_cert_chain", "create_default_context", "add_static", "read_csv", "load", "FileResponse", "abspath",
        "resource_filename", "get_data",
    };

    // Functions that read the folder that they are given.
    private static readonly HashSet<string> s_readers = new(StringComparer.Ordinal)
    {
        "StaticFiles", "Jinja2Templates", "FileSystemLoader", "send_from_directory", "send_file", "add_static", "listdir", "scandir", "walk", "glob", "iglob",
        "rglob", "iterdir", "FileResponse", "load_verify_locations", "read_csv",
    };

    // Folders that a program fills while it runs.
    private static readonly HashSet<string> s_filled = new(StringComparer.Ordinal) { "logs", "log", "tmp", "temp" };

    // Names of folders with results that are also names of packages.
    private static readonly HashSet<string> s_state = new(StringComparer.Ordinal) { "logs", "log", "artifacts", "dist", "build", "tmp", "temp" };

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <returns>Sorted, relative to the project's folder.</returns>
    public IReadOnlyList<string> Find()
    {
        Add("", facts.Readme);
        foreach (var path in facts.LicenseFiles)
            Add("", path);
        AddManifest();
        AddSetup();
        AddPyproject();
        AddSources();
        AddPackages();
        return [.. _found];
    }

    private void Add(string folder, string? path)
    {
        if (path is not { Length: > 0 and < 200 } || path.AsSpan().ContainsAny('\0', '\n', '\r'))
            return;
        if (path.AsSpan().ContainsAny("*?["))
        {
            foreach (var match in FilePattern.Find(facts.Files, FilePattern.Join(folder, path), directories: false).Take(200))
                _found.Add(match);
            return;
        }

        if (ProjectFiles.Combine(folder, path) is { Length: > 0 } full && (facts.Files.Exists(full) || facts.Files.DirectoryExists(full)))
            _found.Add(full);
    }

    private void AddManifest()
    {
        foreach (var line in facts.Files.Read("MANIFEST.in")?.Split('\n') ?? [])
        {
            switch (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                case ["include", .. var paths]:
                    foreach (var path in paths)
                        Add("", path);
                    break;
                case ["graft", var folder]:
                    Add("", folder);
                    break;
                case ["recursive-include", var folder, .. var patterns]:
                    foreach (var pattern in patterns)
                        Add("", $"{folder}/**/{pattern}");
                    break;
            }
        }
    }

    private void AddSetup()
    {
        if (facts.Files.Read("setup.py") is { } script)
        {
            foreach (var token in PythonSource.Read("setup.py", script).Tokens.Where(token => token.Kind == PythonTokenKind.Text))
                Add("", token.Value);
        }

        if (facts.Files.Read("setup.cfg") is not { } configuration)
            return;
        foreach (var (_, _, values) in IniReader.Read(configuration)
            .Where(entry => entry.Section == "metadata" || entry.Section.StartsWith("options", StringComparison.Ordinal)))
        {
            foreach (var (text, _) in values)
            {
                foreach (var path in text.Replace("file:", "", StringComparison.Ordinal).Split(',', StringSplitOptions.TrimEntries))
                    Add("", path);
            }
        }
    }

    private void AddPyproject()
    {
        AddStrings(facts.Pyproject.Table("project"), 0);
        foreach (var path in facts.Pyproject.Items("build-system", "backend-path").Strings())
            Add("", path);
        foreach (var tool in facts.Pyproject.Table("tool")?.Entries ?? [])
        {
            if (s_backends.Contains(tool.Key))
                AddStrings(tool.Value, 0);
        }
    }

    private void AddStrings(TomlValue? value, int depth)
    {
        if (value is null || depth > 12)
            return;
        switch (value)
        {
            case TomlString text:
                Add("", text.Value);
                break;
            case TomlArray array:
                foreach (var item in array.Items)
                    AddStrings(item, depth + 1);
                break;
            case TomlTable table:
                foreach (var entry in table.Entries)
                {
                    // force-include = { "docs/index.md" = "acme/index.md" }
                    if (entry.Key.Contains('/') || entry.Key.Contains('.'))
                        Add("", entry.Key);
                    AddStrings(entry.Value, depth + 1);
                }

                break;
        }
    }

    private void AddSources()
    {
        foreach (var source in tree.Sources)
        {
            foreach (var (path, certain) in Literals(source))
            {
                if (!certain && (s_filled.Contains(path) || path.Length < 2))
                    continue;
                // Relative to the working folder, to the file, and to each folder in between: Path(__file__).parents[1] / "docs".
                for (var folder = ProjectFiles.DirectoryOf(source.Path); ; folder = ProjectFiles.DirectoryOf(folder))
                {
                    Add(folder, path);
                    if (folder.Length == 0)
                        break;
                }
            }
        }
    }

    /// <summary>Strings that look like paths, and single names where the code uses them as a path.</summary>
    private static IEnumerable<(string Path, bool Certain)> Literals(PythonSource source)
    {
        var tokens = source.Tokens;
        var inCalls = new HashSet<PythonToken>(ReferenceEqualityComparer.Instance);
        foreach (var call in source.AllCalls.Where(call => s_callees.Contains(call.Name[(call.Name.LastIndexOf('.') + 1)..])))
            inCalls.UnionWith(call.Arguments.Take(24).Where(token => token.Kind == PythonTokenKind.Text));
        HashSet<PythonToken> read = new(ReferenceEqualityComparer.Instance);
        foreach (var call in source.AllCalls.Where(call => s_readers.Contains(call.Name[(call.Name.LastIndexOf('.') + 1)..])))
            read.UnionWith(call.Arguments.Take(24).Where(token => token.Kind == PythonTokenKind.Text));
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is not { Kind: PythonTokenKind.Text, Value: { Length: > 0 and < 200 } value } token)
                continue;
            // BASE / "logs" / "seed.txt", join(BASE, "logs", "seed.txt").
            if (i + 2 < tokens.Count && tokens[i + 1].Value is "/" or "," && tokens[i + 2].Kind == PythonTokenKind.Text
                && (tokens[i + 1].Value == "/" || inCalls.Contains(token)))
                yield return ($"{value.Trim('/')}/{tokens[i + 2].Value.Trim('/')}", true);
            var named = IsSlash(tokens, i - 1) || IsSlash(tokens, i + 1) || inCalls.Contains(token)
                || (i >= 2 && tokens[i - 1].Value is "=" or ":" && tokens[i - 2].Value.ToLowerInvariant() is var name
                    && (name.EndsWith("dir", StringComparison.Ordinal) || name.EndsWith("folder", StringComparison.Ordinal)
                        || name.EndsWith("path", StringComparison.Ordinal) || name.EndsWith("directory", StringComparison.Ordinal)
                        || name.EndsWith("file", StringComparison.Ordinal) || name.EndsWith("root", StringComparison.Ordinal)
                        // DOCS = "docs": the whole value of a variable of the module.
                        || (tokens[i - 2].Indent == 0 && i + 1 < tokens.Count && tokens[i + 1].Kind == PythonTokenKind.LineEnd)));
            // The fixed parts of f"{BASE}/docs/index.md".
            foreach (var part in value.Contains('{') ? value.Split('{', '}') : [value])
            {
                var path = part.Trim('/', ' ');
                while (path.StartsWith("./", StringComparison.Ordinal))
                    path = path[2..];
                if (path.Length == 0 || path.Contains("://", StringComparison.Ordinal))
                    continue;
                if (path.Contains('/') || path.Contains('.'))
                    yield return (path, true);
                else if (named)
                    yield return (path, read.Contains(token));
            }
        }
    }

    private static bool IsSlash(IReadOnlyList<PythonToken> tokens, int index) =>
        index >= 0 && index < tokens.Count && tokens[index] is { Kind: PythonTokenKind.Operator, Value: "/" };

    /// <summary>Folders of code that the walk sets aside, and folders of packages with the name of a leftover.</summary>
    private void AddPackages()
    {
        var modules = ImportedModules();
        foreach (var folder in tree.TestFolders.Concat(tree.DocumentationFolders))
        {
            if (IsInPackage(folder) || IsImported(folder, modules)
                || (tree.DocumentationFolders.Contains(folder) && facts.Files.Exists($"{folder}/__init__.py")))
                _found.Add(folder);
        }

        foreach (var name in facts.Files.List("", directories: true).Where(name => s_state.Contains(name)))
        {
            if (facts.Files.Exists($"{name}/__init__.py") || IsImported(name, modules))
                _found.Add(name);
        }
    }

    private HashSet<string> ImportedModules()
    {
        HashSet<string> modules = new(StringComparer.Ordinal);
        foreach (var source in tree.Sources)
        {
            foreach (var module in source.Modules)
                modules.Add(Absolute(source.Path, module));
            // importlib.import_module("pkg.docs"), INSTALLED_APPS.
            foreach (var token in source.Tokens)
            {
                if (token.Kind == PythonTokenKind.Text && token.Value.Length < 200 && token.Value.Contains('.') && !token.Value.Contains(' '))
                    modules.Add(token.Value.Split(':')[0]);
            }
        }

        modules.UnionWith(facts.Scripts.Select(script => script.Target.Split(':')[0].Trim()));
        return modules;
    }

    /// <summary>The dotted path of a relative import from the project's folder.</summary>
    private static string Absolute(string path, string module)
    {
        var dots = module.Length - module.TrimStart('.').Length;
        if (dots == 0)
            return module;
        var folder = ProjectFiles.DirectoryOf(path);
        for (var i = 1; i < dots; i++)
            folder = ProjectFiles.DirectoryOf(folder);
        return folder.Length == 0 ? module[dots..] : $"{folder.Replace('/', '.')}.{module[dots..]}".TrimEnd('.');
    }

    /// <summary>True if a module of the folder is imported by any of its names: <c>src.pkg.test</c>, <c>pkg.test</c>, <c>test</c>.</summary>
    private static bool IsImported(string folder, HashSet<string> modules)
    {
        var parts = folder.Split('/');
        for (var start = 0; start < parts.Length; start++)
        {
            var name = string.Join('.', parts[start..]);
            // A single last name, such as test, is also a module of the standard library and a part of many others.
            if (start > 0 && start == parts.Length - 1)
                break;
            if (modules.Contains(name) || modules.Any(module => module.StartsWith($"{name}.", StringComparison.Ordinal)))
                return true;
        }

        return false;
    }

    private bool IsInPackage(string folder)
    {
        for (var parent = ProjectFiles.DirectoryOf(folder); parent.Length > 0; parent = ProjectFiles.DirectoryOf(parent))
        {
            if (facts.Files.Exists($"{parent}/__init__.py")
                || ProjectFiles.NameOf(parent) is "templates" or "static" or "locale" or "data" or "assets" or "public" or "resources")
                return true;
        }

        return false;
    }
}
