namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>The start command, and the port it listens on.</summary>
internal sealed class StartDetection(ProjectFacts facts, SourceTree tree, ModuleLayout layout)
{
    private readonly MainProgram _main = new(facts, tree, layout);

    public (IReadOnlyList<string> Command, int? Port) Detect(PythonFramework framework, ApplicationObject? application, string name, bool installable)
    {
        var port = FindPort(framework);
        var (command, where, why) = framework switch
        {
            PythonFramework.Streamlit when _main.FindScript("streamlit", "streamlit_app.py", "app.py", "main.py", "Home.py") is { } script => (
                ["streamlit", "run", script, "--server.address=0.0.0.0", $"--server.port={port}", "--server.headless=true"], new SourceLocation(script),
                    "It imports Streamlit."),
            PythonFramework.Gradio when _main.FindScript("gradio", "app.py", "main.py", "demo.py") is { } script =>
                (["python", script], new SourceLocation(script), "It imports Gradio."),
            PythonFramework.Dash when DashServer() is { } server && facts.Has("gunicorn") =>
                (["gunicorn", "--bind", $"0.0.0.0:{port}", server.Module], server.Where, "It is the server of the Dash application."),
            PythonFramework.Dash when _main.FindScript("dash", "app.py", "main.py", "index.py") is { } script =>
                (["python", script], new SourceLocation(script), "It imports Dash."),
            PythonFramework.NiceGui when _main.FindScript("nicegui", "main.py", "app.py") is { } script =>
                (["python", script], new SourceLocation(script), "It imports NiceGUI."),
            PythonFramework.FastHtml when _main.FindScript("fasthtml", "main.py", "app.py") is { } script =>
                (["uvicorn", $"{layout.ModuleOf(script)}:app", "--host", "0.0.0.0", "--port", $"{port}"], new SourceLocation(script), "It imports FastHTML."),
            PythonFramework.Scrapy when facts.Files.Exists("scrapy.cfg") => Crawl(),
            PythonFramework.Celery when application is not null =>
                (["celery", "--app", application.ToString(), "worker", "--loglevel", "INFO"], application.Where, "It is Celery's application."),
            _ when application is not null && framework is not PythonFramework.Aiohttp => Serve(application, port!.Value),
            _ => _main.Find(name, installable),
        };
        if (command.Count == 0)
            facts.Warn("start command", "none", where, why);
        else
            facts.Fact("start command", string.Join(' ', command), where, why);
        // Without a command, nothing is known to listen.
        return (command, command.Count == 0 ? null : port);
    }

    /// <summary>server = app.server, the WSGI application inside a Dash application.</summary>
    private (string Module, SourceLocation Where)? DashServer()
    {
        foreach (var source in tree.Sources.Where(source => source.Imports.Contains("dash")))
        {
            for (var i = 0; i + 4 < source.Tokens.Count; i++)
            {
                if (source.Tokens[i] is { Indent: 0, Kind: PythonTokenKind.Name } name && source.Tokens[i + 1].Value == "=" && source.Tokens[i + 3].Value == "."
                    && source.Tokens[i + 4].Value == "server")
                    return ($"{layout.ModuleOf(source.Path)}:{name.Value}", new(source.Path, name.Line));
            }
        }

        return null;
    }

    /// <summary>scrapy crawl NAME, if the project has one spider.</summary>
    private (IReadOnlyList<string> Command, SourceLocation? Where, string Why) Crawl()
    {
        List<(string Name, SourceLocation Where)> spiders = [];
        foreach (var source in tree.Sources.Where(source => source.Path.Contains("spiders/", StringComparison.Ordinal)))
        {
            for (var i = 0; i + 2 < source.Tokens.Count; i++)
            {
                if (source.Tokens[i] is { Value: "name", Indent: > 0 } && source.Tokens[i + 1].Value == "=" && source.Tokens[i + 2]
                    .Kind == PythonTokenKind.Text)
                    spiders.Add((source.Tokens[i + 2].Value, new(source.Path, source.Tokens[i].Line)));
            }
        }

        return spiders is [var only] ? (["scrapy", "crawl", only.Name], only.Where, "It is the only spider.")
            : ([], new("scrapy.cfg"), spiders.Count == 0 ? "The Scrapy project has no spider."
                : $"Choose a spider: {string.Join(", ", spiders.Select(spider => spider.Name))}.");
    }

    private (IReadOnlyList<string> Command, SourceLocation? Where, string Why) Serve(ApplicationObject application, int port)
    {
        var text = application.ToString();
        var asynchronous = application.Framework is PythonFramework.FastApi or PythonFramework.Starlette or PythonFramework.Litestar
            || (application.Framework == PythonFramework.Django && application.Module.EndsWith(".asgi", StringComparison.Ordinal));
        if (asynchronous)
        {
            if (facts.Has("uvicorn") || facts.Dependencies.Any(dependency => dependency.Name == "fastapi" && dependency.Extras.Contains("standard")))
                return (["uvicorn", text, .. application.Factory ? (string[])["--factory"] : [], "--host", "0.0.0.0", "--port", $"{port}"],
                    application.Where, "uvicorn is among the dependencies.");
            if (facts.Has("hypercorn"))
                return (["hypercorn", "--bind", $"0.0.0.0:{port}", application.Factory ? $"{text}()" : text], application.Where,
                    "hypercorn is among the dependencies.");
            if (facts.Has("granian"))
                return (["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", $"{port}", .. application.Factory ? (string[])["--factory"]
                    : [], text], application.Where, "granian is among the dependencies.");
            if (facts.Has("daphne"))
                return (["daphne", "--bind", "0.0.0.0", "--port", $"{port}", text], application.Where, "daphne is among the dependencies.");
            facts.Warn("server", "uvicorn", application.Where, "The dependencies contain no server. Add uvicorn.");
            return (["uvicorn", text, .. application.Factory ? (string[])["--factory"] : [], "--host", "0.0.0.0", "--port", $"{port}"], application.Where,
                $"It serves {application.Framework}.");
        }

        if (facts.Has("gunicorn") && application.Name.Length > 0)
            return (["gunicorn", "--bind", $"0.0.0.0:{port}", application.Factory ? $"{text}()" : text], application.Where,
                "gunicorn is among the dependencies.");
        if (facts.Has("waitress") && application.Name.Length > 0)
            return (["waitress-serve", $"--listen=0.0.0.0:{port}", .. application.Factory ? (string[])["--call"] : [], text], application.Where,
                "waitress is among the dependencies.");

        facts.Warn("server", "development server", application.Where,
            $"{application.Framework}'s own server is not meant for production. Add gunicorn to the dependencies.");
        return application.Framework == PythonFramework.Django
            ? (["python", tree.Paths.First(path => ProjectFiles.NameOf(path) == "manage.py"), "runserver", "--noreload", $"0.0.0.0:{port}"],
                application.Where, "The dependencies contain no other server.")
            : (["flask", "--app", text, "run", "--host", "0.0.0.0", "--port", $"{port}"], application.Where, "The dependencies contain no other server.");
    }

    private int? FindPort(PythonFramework framework)
    {
        int? usual = framework switch
        {
            PythonFramework.FastApi or PythonFramework.Starlette or PythonFramework.Litestar or PythonFramework.Django => 8000,
            PythonFramework.Flask => facts.Has("gunicorn") ? 8000 : facts.Has("waitress") ? 8080 : 5000,
            PythonFramework.Aiohttp => 8080,
            PythonFramework.Streamlit => 8501,
            PythonFramework.Gradio => 7860,
            PythonFramework.Dash => 8050,
            PythonFramework.NiceGui => 8080,
            PythonFramework.FastHtml => 5001,
            _ => null,
        };
        if (usual is null)
            return null;

        // The written command names the port. Ports below 1024 need a privilege.
        if (facts.Published is { Port: >= 1024 and var published, Where: var place }
            && framework is not (PythonFramework.Aiohttp or PythonFramework.Gradio or PythonFramework.Dash or PythonFramework.NiceGui))
        {
            facts.Fact("port", $"{published}", place, "The compose file publishes it.");
            return published;
        }

        var calls = tree.Sources.SelectMany(source =>
            source.Calls("run").Concat(source.Calls("run_app")).Concat(source.Calls("launch")).Concat(source.Calls("serve"))
            .Select(call => (source.Path, Call: call)));
        var keyword = framework == PythonFramework.Gradio ? "server_port" : "port";
        foreach (var (path, call) in calls)
        {
            if (call.Port(keyword) is { } port)
            {
                facts.Fact("port", $"{port}", new(path, call.Line), "The program passes it when it starts its server.");
                return port;
            }
        }

        facts.Fact("port", $"{usual}", null, $"It is the usual port for {framework}.");
        return usual;
    }
}
