namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the start command of a program without a server: its own command, a runnable package, a script.</summary>
internal sealed class MainProgram(ProjectFacts facts, SourceTree tree, ModuleLayout layout)
{
    private static readonly string[] s_scripts = ["main.py", "app.py", "start.py", "bot.py", "hello.py", "server.py", "run.py", "worker.py", "__main__.py"];

    private static readonly HashSet<string> s_settings = new(StringComparer.Ordinal) { "config.py", "settings.py", "conf.py", "constants.py", "secrets.py" };

    /// <param name="installable">True if the image contains the project's commands.</param>
    public (IReadOnlyList<string> Command, SourceLocation? Where, string Why) Find(string name, bool installable)
    {
        if (installable
            && (facts.Scripts.Find(script => PackageName.Normalize(script.Name) == name) ?? (facts.Scripts is [var only] ? only : null)) is { } script)
            return ([script.Name], script.Where, "It is the command that the project installs.");

        var packages = tree.Paths.Where(path => ProjectFiles.NameOf(path) == "__main__.py" && !path.Split('/').Any(SourceTree.IsAside)).ToList();
        // A program that imports the files beside it without their package runs only as a script.
        if (packages.Find(path => layout.RootOf(path) is not "src" and not "" and var root && root == ProjectFiles.DirectoryOf(path)) is { } scripted)
            return (["python", ProjectFiles.DirectoryOf(scripted)], new(scripted), "The folder is runnable.");
        if (packages.Find(path => layout.ModuleOf(path).Count(character => character == '.') == 1) is { } package)
            return (["python", "-m", layout.ModuleOf(package)[..^".__main__".Length]], new(package), "The package is runnable.");

        foreach (var file in s_scripts)
        {
            // Bot.py
            if (tree.Paths.Find(path => path.Equals(file, StringComparison.OrdinalIgnoreCase)) is { } named)
                return (["python", named], new(named, tree.Source(named)?.MainGuard), "It has a usual name for a main program.");
        }

        var guarded = tree.Sources.Where(source => source.MainGuard is not null && !source.Path.Split('/')[..^1].Any(SourceTree.IsAside)).ToList();
        if (guarded.Find(source => source.Path.Contains('/') && s_scripts.Contains(ProjectFiles.NameOf(source.Path))) is { } module)
            return (Start(module.Path), new(module.Path, module.MainGuard), "It is runnable and has a usual name for a main program.");
        if (guarded.Where(source => !source.Path.Contains('/')).ToList() is [var main])
            return (["python", main.Path], new(main.Path, main.MainGuard), "It is the only runnable file.");
        // src/bot.py that ends with client.run(…), beside a config.py.
        if (tree.Sources.Where(source => source.Path.Contains('/') && !source.Path.Split('/')[..^1].Any(SourceTree.IsAside)
            && s_scripts.Contains(ProjectFiles.NameOf(source.Path)) && Acts(source)).ToList() is [var nested])
            return (Start(nested.Path), new(nested.Path), "It has a usual name for a main program.");
        if (tree.Paths.Where(path => !path.Contains('/')).ToList() is [var single]
            && (tree.Paths.Count == 1 || (tree.Source(single) is { } alone && Acts(alone))))
            return (["python", single], new(single), "It is the only file.");
        return ([], null, "No file has a usual name for a main program, and none or several are runnable.");
    }

    /// <summary>True if the module calls something that it does not only assign, as a program does and a file of settings does not.</summary>
    private static bool Acts(PythonSource source) => !s_settings.Contains(ProjectFiles.NameOf(source.Path)) && source.AllCalls.Any(call =>
    {
        var first = call.At;
        while (first > 1 && source.Tokens[first - 1].Value == ".")
            first -= 2;
        return source.Tokens[first].Indent == 0;
    });

    // A program that imports the files beside it without their package runs only as a script.
    private IReadOnlyList<string> Start(string path) =>
        layout.RootOf(path) == ProjectFiles.DirectoryOf(path) && layout.RootOf(path) != "src" ? ["python", path] : ["python", "-m", layout.ModuleOf(path)];

    /// <summary>The first file, near the root, that imports one of the packages; files of the usual names first.</summary>
    public string? FindScript(string package, params string[] preferred) =>
        tree.Sources.Where(source => source.Imports.Contains(package)).Select(source => source.Path)
            .OrderBy(path => path.Count(character => character == '/'))
                .ThenBy(path => Array.IndexOf(preferred, ProjectFiles.NameOf(path)) is >= 0 and var rank ? rank : preferred.Length)
            .FirstOrDefault();
}
