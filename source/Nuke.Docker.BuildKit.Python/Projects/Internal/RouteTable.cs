namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// The routes of one application that respond to GET: its decorators and tables, and those of the routers that it includes. A route whose prefix is not a
/// literal is left out.
/// </summary>
internal sealed class RouteTable(SourceTree tree, ModuleLayout layout, ApplicationObject application)
{
    private const int MaximumDepth = 4;

    private static readonly HashSet<string> s_routers =
        new(StringComparer.Ordinal) { "APIRouter", "Blueprint", "APIBlueprint", "Router", "RouteTableDef", "InferringRouter" };

    private static readonly HashSet<string> s_includes = new(StringComparer.Ordinal) { "include_router", "register_blueprint", "add_routes" };

    private static readonly HashSet<string> s_tables =
        new(StringComparer.Ordinal) { "add_api_route", "add_url_rule", "add_route", "add_get" };

    private readonly List<PythonSource> _sources = [.. tree.Sources];

    public IEnumerable<(string Path, SourceLocation Where)> Routes() => application.Framework switch
    {
        PythonFramework.Django => Django(),
        PythonFramework.Litestar => Listed(),
        PythonFramework.Starlette => Table().Concat(Registered()),
        _ => Registered(),
    };

    private IEnumerable<(string Path, SourceLocation Where)> Registered()
    {
        foreach (var source in _sources)
        {
            foreach (var (call, _) in source.Decorators)
            {
                if (Split(call.Name) is ({ } name, "get" or "route" or "api_route") && call.FirstText is { } path && RespondsToGet(call)
                    && Prefix(source, name, 0) is { } prefix)
                    yield return (Join(prefix, path.Value), new(source.Path, call.Line));
            }

            foreach (var call in source.AllCalls)
            {
                var (name, method) = Split(call.Name);
                if (name is null || call.FirstText is not { } path || !s_tables.Contains(method) || !RespondsToGet(call))
                    continue;
                name = name.EndsWith(".router", StringComparison.Ordinal) ? name[..^".router".Length] : name;
                if (Prefix(source, name, 0) is { } prefix)
                    yield return (Join(prefix, path.Value), new(source.Path, call.Line));
            }

            // app.add_routes([web.get("/health", health)])
            foreach (var call in source.AllCalls.Where(call => Split(call.Name) is ({ } name, "add_routes") && IsApplication(source, Router(name))))
            {
                foreach (var route in Within(source, call).Where(route => Split(route.Name) is (_, "get") && route.FirstText is not null))
                    yield return (Join("", route.FirstText!.Value), new(source.Path, route.Line));
            }
        }
    }

    /// <summary>Starlette(routes=[Route("/health", health)]), or the list in a variable of the same file; what is below a Mount has a prefix.</summary>
    private IEnumerable<(string Path, SourceLocation Where)> Table()
    {
        if (_sources.Find(source => source.Path == application.Where.File) is not { } source)
            yield break;
        var mounts = source.AllCalls.Where(call => Last(call.Name) is "Mount" or "Host").ToList();
        foreach (var call in source.AllCalls.Where(call => Last(call.Name) == "Route" && call.FirstText is not null && RespondsToGet(call)))
        {
            if (!mounts.Exists(mount => call.At > mount.At && call.At <= mount.At + mount.Arguments.Count + 1))
                yield return (Join("", call.FirstText!.Value), new(source.Path, call.Line));
        }
    }

    /// <summary>Litestar(route_handlers=[health]) with @get("/health").</summary>
    private IEnumerable<(string Path, SourceLocation Where)> Listed()
    {
        var handlers = _sources.Where(source => source.Path == application.Where.File)
            .SelectMany(source => source.AllCalls.Where(call => Last(call.Name) == "Litestar"))
            .SelectMany(call => call.Arguments.Where(token => token.Kind == PythonTokenKind.Name).Select(token => token.Value))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var source in _sources)
        {
            foreach (var (call, function) in source.Decorators)
            {
                if (Last(call.Name) is "get" && handlers.Contains(function) && call.FirstText is { } path)
                    yield return (Join("", path.Value), new(source.Path, call.Line));
            }
        }
    }

    /// <summary>path("health/", …) in the urls.py beside the settings.</summary>
    private IEnumerable<(string Path, SourceLocation Where)> Django()
    {
        var package = application.Module.Split('.')[0];
        if (_sources.Find(source => ProjectFiles.NameOf(source.Path) == "urls.py" && layout.ModuleOf(source.Path) is var module
            && module.Split('.') is [var first, .., "urls"] && first == package && module.Count(character => character == '.') <= 2) is not { } urls)
            yield break;
        foreach (var call in urls.AllCalls.Where(call => call.Name == "path" && call.FirstText is not null))
        {
            if (!Within(urls, call).Any(inner => inner.Name == "include"))
                yield return (Join("", call.FirstText!.Value), new(urls.Path, call.Line));
        }
    }

    private static IEnumerable<PythonCall> Within(PythonSource source, PythonCall call) =>
        source.AllCalls.Where(inner => inner.At > call.At && inner.At <= call.At + call.Arguments.Count + 1);

    private static bool RespondsToGet(PythonCall call) =>
        !call.Has("methods") || call.TextsAnywhere("methods").Any(method => method.Value.Equals("GET", StringComparison.OrdinalIgnoreCase));

    /// <returns>The prefix of an application ("") or a router; null if it is neither, or if the prefix is unknown.</returns>
    private string? Prefix(PythonSource source, string name, int depth)
    {
        if (IsApplication(source, name))
            return "";
        if (depth == MaximumDepth || source.Assignments.FirstOrDefault(assigned => assigned.Name == name && s_routers.Contains(Last(assigned.Call.Name)))
            is not { Call: { } router })
            return null;
        if (Literal(router, "prefix", "url_prefix") is not { } own)
            return null;

        List<string?> prefixes = [];
        foreach (var other in _sources)
        {
            foreach (var call in other.AllCalls.Where(call => s_includes.Contains(Last(call.Name)) && Refers(other, Reference(call), source, name)))
            {
                var outer = Split(call.Name).Object is { } target ? Prefix(other, Router(target), depth + 1) : null;
                var given = Literal(call, "prefix", "url_prefix");
                // Flask's registration replaces the blueprint's own prefix.
                prefixes.Add(outer is null || given is null ? null
                    : application.Framework == PythonFramework.Flask && given.Length > 0 ? outer + given : outer + given + own);
            }
        }

        return prefixes is [var only] ? only : null;
    }

    private static string? Literal(PythonCall call, params string[] keywords)
    {
        foreach (var keyword in keywords)
        {
            if (call.Has(keyword))
                return call.Text(keyword)?.Value.TrimEnd('/');
        }

        return "";
    }

    private static string Router(string name) => name.EndsWith(".router", StringComparison.Ordinal) ? name[..^".router".Length] : name;

    /// <returns>The first argument if it is a dotted name.</returns>
    private static string Reference(PythonCall call) => string.Concat(
        call.Arguments.TakeWhile(token => token.Kind == PythonTokenKind.Name || token.Value == ".").Take(16).Select(token => token.Value));

    /// <summary>True if a name in one file refers to a variable of another.</summary>
    private bool Refers(PythonSource from, string reference, PythonSource to, string name)
    {
        if (reference == name && ReferenceEquals(from, to))
            return true;
        if (reference.Length == 0)
            return false;
        var (first, rest) = reference.Split('.', 2) is [var one, var other] ? (one, $".{other}") : (reference, "");
        if (!from.Names.TryGetValue(first, out var imported))
            return false;
        var target = $"{layout.ModuleOf(to.Path)}.{name}";
        var full = $"{imported}{rest}".TrimStart('.');
        return target == full || target.EndsWith($".{full}", StringComparison.Ordinal);
    }

    private bool IsApplication(PythonSource source, string name)
    {
        foreach (var (file, variable) in Variables)
        {
            if (source.Path == file.Path ? name == variable : Refers(source, name, file, variable))
                return true;
        }

        return false;
    }

    private List<(PythonSource File, string Name)> Variables => field ??= [.. FindVariables()];

    /// <summary>The variables that hold the application: its own, those in the factory that creates it, and the parameter of the factory's helpers.</summary>
    private IEnumerable<(PythonSource File, string Name)> FindVariables()
    {
        if (_sources.Find(source => source.Path == application.Where.File) is not { } file)
            yield break;
        yield return (file, application.Name);
        var factory = application.Factory ? application.Name
            : file.Assignments.Where(assigned => assigned.Name == application.Name).Select(assigned => Last(assigned.Call.Name)).FirstOrDefault();
        foreach (var source in _sources)
        {
            foreach (var (name, _, body) in source.Functions.Where(function => function.Name == factory))
            {
                for (var i = 0; i + 3 < body.Count; i++)
                {
                    // app = FastAPI(…), or a subclass of it, inside the factory.
                    if (body[i] is { Kind: PythonTokenKind.Name, Indent: > 0 } && body[i + 1].Value is "=" or ":" && body[i].Value is not "return")
                        yield return (source, body[i].Value);
                }
            }
        }
    }

    private static (string? Object, string Method) Split(string name) =>
        name.LastIndexOf('.') is > 0 and var dot ? (name[..dot], name[(dot + 1)..]) : (null, name);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Join(string prefix, string path) => $"{prefix}/{path.TrimStart('/')}";
}
