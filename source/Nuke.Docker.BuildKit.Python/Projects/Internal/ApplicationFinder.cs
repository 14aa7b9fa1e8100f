namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds <c>app = FastAPI()</c> and factory functions. Of several, the one with the usual name in the usual place wins.</summary>
internal sealed class ApplicationFinder(SourceTree tree, ModuleLayout layout)
{
    private static readonly string[] s_names = ["app", "application", "api", "server"];
    private static readonly string[] s_factories =
        ["create_app", "make_app", "get_app", "build_app", "create_application", "get_application", "init_app", "app_factory"];
    private static readonly string[] s_modules =
        ["main", "app", "asgi", "wsgi", "server", "api", "__init__", "application", "run", "start", "celery", "celery_app", "worker", "tasks"];

    /// <param name="type">The class: <c>FastAPI</c>.</param>
    /// <param name="package">The package that it comes from.</param>
    public ApplicationObject? Find(PythonFramework framework, string type, string package) =>
        Candidates(framework, type, package).OrderBy(candidate => candidate.Score).Select(candidate => candidate.Application).FirstOrDefault();

    private List<(ApplicationObject Application, int Score)> Candidates(PythonFramework framework, string type, string package)
    {
        List<(ApplicationObject Application, int Score)> found = [];
        var types = Subclasses(type, package);
        foreach (var source in tree.Sources)
        {
            foreach (var (name, call) in source.Assignments.Where(assignment => types.Contains(Last(assignment.Call.Name))))
                found.Add((new(framework, layout.ModuleOf(source.Path), name, Factory: false, new(source.Path, call.Line)), Place(source.Path) + Rank(s_names,
                    name)));
            // Another file of the project may hold the class's import; a name such as Flask is clear enough in a file that imports it.
            if (!source.Imports.Contains(package))
                continue;
            var module = layout.ModuleOf(source.Path);
            var place = Place(source.Path);
            foreach (var (name, call) in source.Assignments.Where(assignment => Last(assignment.Call.Name) == type))
                found.Add((new(framework, module, name, Factory: false, new(source.Path, call.Line)), place + Rank(s_names, name)));
            foreach (var (name, line, body) in source.Functions.Where(function => IsFactory(function, type)))
                found.Add((new(framework, module, name, Factory: true, new(source.Path, line)), place + 100 + Rank(s_factories, name)));
        }

        AddFactoryResults(found);
        // Examples, scripts and notebooks are not the program.
        found.RemoveAll(candidate => candidate.Application.Where.File.Split('/')[..^1].Any(SourceTree.IsAside));
        return found;
    }

    /// <summary>The application with a name in a file, or the only one in it.</summary>
    public ApplicationObject? In(string file, string name, PythonFramework framework, string type, string package)
    {
        var all = Candidates(framework, type, package).Where(candidate => candidate.Application.Where.File == file).Select(candidate => candidate.Application)
            .ToList();
        return all.Find(candidate => candidate.Name == name) ?? (all is [var only] ? only : null);
    }

    /// <summary>Names of the project's own subclasses: class Service(Flask).</summary>
    private HashSet<string> Subclasses(string type, string package)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var source in tree.Sources.Where(source => source.Imports.Contains(package)))
        {
            for (var i = 0; i + 3 < source.Tokens.Count; i++)
            {
                if (source.Tokens[i] is not { Value: "class", Indent: 0 } || source.Tokens[i + 2].Value != "(")
                    continue;
                for (var j = i + 3; j < source.Tokens.Count && source.Tokens[j].Value != ")" && source.Tokens[j].Kind != PythonTokenKind.LineEnd; j++)
                {
                    if (source.Tokens[j].Value == type)
                        names.Add(source.Tokens[i + 1].Value);
                }
            }
        }

        return names;
    }

    /// <summary><c>app = create_app()</c> in a file of its own, as with Flask's wsgi.py, is better than the factory itself.</summary>
    private void AddFactoryResults(List<(ApplicationObject Application, int Score)> found)
    {
        var factories = found.Where(candidate => candidate.Application.Factory).ToList();
        foreach (var source in factories.Count > 0 ? tree.Sources : [])
        {
            foreach (var (name, call) in source.Assignments)
            {
                if (factories.Find(factory => factory.Application.Name == Last(call.Name)).Application is { } factory)
                    found.Add((factory with { Module = layout.ModuleOf(source.Path), Name = name, Factory = false, Where = new(source.Path, call.Line) },
                        Place(source.Path) + Rank(s_names, name)));
            }
        }
    }

    private static bool IsFactory((string Name, int Line, List<PythonToken> Body) function, string type) =>
        (s_factories.Contains(function.Name) || function.Name.Contains("app", StringComparison.Ordinal))
            && PythonSource.CallsIn(function.Body).Any(call => Last(call.Name) == type);

    private static int Place(string path) =>
        (path.Count(character => character == '/') * 20) + Rank(s_modules, ProjectFiles.NameOf(path)[..^3])
            + (path.Split('/')[..^1].Any(SourceTree.IsAside) ? 1000 : 0);

    private static int Rank(string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var index ? index : names.Length;

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
