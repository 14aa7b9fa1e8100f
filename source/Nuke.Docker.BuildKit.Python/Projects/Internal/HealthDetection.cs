namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds a route for health checks.</summary>
internal static class HealthDetection
{
    // The most specific first.
    private static readonly string[] s_names =
        ["health", "healthz", "healthcheck", "health-check", "health_check", "_health", "livez", "liveness", "live", "ping", "readyz", "ready", "status"];

    public static string? Find(ProjectFacts facts, SourceTree tree, PythonFramework framework)
    {
        if (framework is PythonFramework.Streamlit)
            return "/_stcore/health";
        if (framework is PythonFramework.Gradio)
            return "/";
        if (framework is PythonFramework.None or PythonFramework.Celery or PythonFramework.Telegram or PythonFramework.Discord)
            return null;

        var found = tree.Sources
            // A prefix elsewhere would change the path, so the path is unknown.
            .Where(source => framework != PythonFramework.Django ? !HasPrefix(source)
                : ProjectFiles.NameOf(source.Path) == "urls.py" && source.Path.Count(character => character == '/') <= 1)
            .SelectMany(source =>
                source.Routes.Select(route => (Path: $"/{route.Path.TrimStart('/')}", Where: new SourceLocation(source.Path, route.Line), route.Decorator)))
            .Where(route => route.Decorator || framework is PythonFramework.Django or PythonFramework.Litestar)
            .Select(route => (route.Path, route.Where, Rank: Rank(route.Path)))
            .Where(route => route.Rank >= 0)
            .OrderBy(route => route.Rank).ThenBy(route => route.Path.Length)
            .FirstOrDefault();
        if (found.Path is null)
            return null;
        facts.Fact("health path", found.Path, found.Where, "A route has this name.");
        return found.Path;
    }

    private static int Rank(string path) =>
        path.Contains('{') || path.Contains('<') || path.Contains(' ') ? -1 : Array.IndexOf(s_names, path.TrimEnd('/').Split('/')[^1].ToLowerInvariant());

    private static bool HasPrefix(PythonSource source) =>
        source.Calls("APIRouter").Concat(source.Calls("Blueprint")).Any(call => call.Has("prefix") || call.Has("url_prefix"));
}
