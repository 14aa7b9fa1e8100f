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
        if (Guard(tree, framework) is { } guard)
        {
            facts.Fact("health path", "none", guard.Where, $"{guard.Name} may reject a request to 127.0.0.1, so the check of {found.Path} only connects.");
            return null;
        }

        facts.Fact("health path", found.Path, found.Where, "A route of the application has this name.");
        return found.Path;
    }

    /// <summary>Settings and middleware that answer only requests with a certain host, scheme or login.</summary>
    private static (string Name, SourceLocation Where)? Guard(SourceTree tree, PythonFramework framework)
    {
        foreach (var source in tree.Sources)
        {
            for (var i = 0; i + 2 < source.Tokens.Count; i++)
            {
                var token = source.Tokens[i];
                if (token.Kind != PythonTokenKind.Name)
                    continue;
                var guards = token.Value switch
                {
                    // Without a value of the project's own, Django allows this machine while it debugs.
                    "ALLOWED_HOSTS" when framework == PythonFramework.Django && token.Indent >= 0 && source.Tokens[i + 1].Value is "=" =>
                        source.Tokens[i + 2] is not { Value: "[" } || !AllowsAll(Line(source, i + 2), emptyAllows: true),
                    "SECURE_SSL_REDIRECT" when framework == PythonFramework.Django && token.Indent >= 0 => source.Tokens[i + 2].Value != "False",
                    "TrustedHostMiddleware" or "allowed_hosts" => token.Value == "allowed_hosts" && source.Imports.Overlaps(["fastapi", "starlette"])
                        && source.Tokens[i + 1].Value is "=" && !AllowsAll(Line(source, i + 2), emptyAllows: false),
                    "HTTPSRedirectMiddleware" or "Talisman" => source.Tokens[i + 1].Value is "(" or "," or ")",
                    _ => false,
                };
                if (guards)
                    return (token.Value, new(source.Path, token.Line));
            }
        }

        return null;
    }

    private static bool AllowsAll(List<PythonToken> value, bool emptyAllows) =>
        value.Exists(token => token is { Kind: PythonTokenKind.Text, Value: "*" or "127.0.0.1" })
            || (emptyAllows && value is [_, { Value: "]" }, ..]);

    private static List<PythonToken> Line(PythonSource source, int start) =>
        [.. source.Tokens.Skip(start).TakeWhile(token => token.Kind != PythonTokenKind.LineEnd).Take(80)];

    private static int Rank(string path) =>
        path.AsSpan().ContainsAny(s_unusual) || path.Contains(':') ? -1 : Array.IndexOf(s_names, path.TrimEnd('/').Split('/')[^1].ToLowerInvariant());
}
