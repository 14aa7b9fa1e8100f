using System.Buffers;
namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds a route for health checks among the routes of the application that is served.</summary>
internal static class HealthDetection
{
    private static readonly SearchValues<char> s_unusual = SearchValues.Create("{<> '\"\\");

    // The most specific first.
    private static readonly string[] s_names =
        ["health", "healthz", "healthcheck", "health-check", "health_check", "_health", "livez", "liveness", "live", "ping", "readyz", "ready", "status"];

    /// <returns>Null: no such route is certain, so a check can only connect.</returns>
    public static string? Find(ProjectFacts facts, SourceTree tree, ModuleLayout layout, PythonFramework framework, ApplicationObject? application)
    {
        if (framework is PythonFramework.Streamlit)
            return "/_stcore/health";
        if (framework is PythonFramework.Gradio)
            return "/";
        if (application is null)
            return null;

        var found = new RouteTable(tree, layout, application).Routes()
            .Select(route => (route.Path, route.Where, Rank: Rank(route.Path)))
            .Where(route => route.Rank >= 0)
            .OrderBy(route => route.Rank).ThenBy(route => route.Path.Length)
            .FirstOrDefault();
        if (found.Path is null)
            return null;
        facts.Fact("health path", found.Path, found.Where, "A route of the application has this name.");
        return found.Path;
    }

    private static int Rank(string path) =>
        path.AsSpan().ContainsAny(s_unusual) || path.Contains(':') ? -1 : Array.IndexOf(s_names, path.TrimEnd('/').Split('/')[^1].ToLowerInvariant());
}
