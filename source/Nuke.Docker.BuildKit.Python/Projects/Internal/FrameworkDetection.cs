namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Detects the framework: by its use in the sources first, by the dependencies second.</summary>
internal sealed class FrameworkDetection(ProjectFacts facts, SourceTree tree, ModuleLayout layout)
{
    private static readonly (PythonFramework Framework, string Type, string Package)[] s_applications =
    [
        (PythonFramework.FastApi, "FastAPI", "fastapi"), (PythonFramework.Litestar, "Litestar", "litestar"),
        (PythonFramework.Starlette, "Starlette", "starlette"),
        (PythonFramework.Flask, "Flask", "flask"), (PythonFramework.Aiohttp, "Application", "aiohttp"),
    ];

    private static readonly (PythonFramework Framework, string[] Imports)[] s_imports =
    [
        (PythonFramework.Streamlit, ["streamlit"]), (PythonFramework.Gradio, ["gradio"]), (PythonFramework.Dash, ["dash"]),
        (PythonFramework.NiceGui, ["nicegui"]), (PythonFramework.FastHtml, ["fasthtml"]), (PythonFramework.Scrapy, ["scrapy"]),
        (PythonFramework.Telegram, ["telegram", "aiogram", "telebot", "telethon", "pyrogram", "hydrogram", "kurigram"]),
        (PythonFramework.Discord, ["discord", "nextcord", "disnake", "interactions", "hikari"]),
    ];

    private static readonly (PythonFramework Framework, string[] Packages)[] s_dependencies =
    [
        (PythonFramework.FastApi, ["fastapi"]), (PythonFramework.Litestar, ["litestar"]), (PythonFramework.Django, ["django"]),
        (PythonFramework.Flask, ["flask"]),
        (PythonFramework.Streamlit, ["streamlit"]), (PythonFramework.Gradio, ["gradio"]),
        (PythonFramework.Telegram, ["python-telegram-bot", "aiogram", "pytelegrambotapi", "telethon", "pyrogram", "pyrofork", "hydrogram", "kurigram"]),
        (PythonFramework.Discord, ["discord-py", "py-cord", "nextcord", "disnake", "hikari"]), (PythonFramework.Starlette, ["starlette"]),
        (PythonFramework.Celery, ["celery"]),
    ];

    public (PythonFramework Framework, ApplicationObject? Application) Detect()
    {
        var finder = new ApplicationFinder(tree, layout);
        var django = FindDjango();
        foreach (var (framework, type, package) in s_applications)
        {
            if (framework == PythonFramework.Flask && django is not null)
                return Report(django);
            if (finder.Find(framework, type, package) is { } application)
                return Report(application);
        }

        foreach (var (framework, imports) in s_imports)
        {
            if (tree.Sources.FirstOrDefault(source => imports.Any(source.Imports.Contains)) is { } source)
            {
                facts.Fact("framework", framework.ToString(), new(source.Path), "A source file imports it.");
                return (framework, null);
            }
        }

        if (finder.Find(PythonFramework.Celery, "Celery", "celery") is { } worker)
            return Report(worker);
        foreach (var (framework, packages) in s_dependencies)
        {
            if (packages.Select(facts.Find).FirstOrDefault(dependency => dependency is not null) is { } dependency)
            {
                facts.Fact("framework", framework.ToString(), dependency.Where, "It is among the dependencies.");
                return (framework, null);
            }
        }

        return (PythonFramework.None, null);
    }

    /// <summary>The framework of a program that the project's files start.</summary>
    public (PythonFramework Framework, ApplicationObject? Application) Of(ProgramCandidate program)
    {
        if (program.File is not { } file || tree.Source(file) is not { } source)
            return ByDependencies();
        var module = program.Application?.Split(':')[0] ?? layout.ModuleOf(file);
        var name = program.Application?.Split(':').ElementAtOrDefault(1)?.TrimEnd('(', ')') ?? "application";
        if (ProjectFiles.NameOf(file) == "manage.py" || (FindDjango() is not null && module.Split('.')[^1] is "wsgi" or "asgi"))
            return Report(FindDjango() ?? new(PythonFramework.Django, module, name, Factory: false, new(file)));
        var finder = new ApplicationFinder(tree, layout);
        foreach (var (framework, type, package) in s_applications)
        {
            if (finder.In(file, name, framework, type, package) is { } application)
                return Report(program.Application is null ? application : application with { Module = module });
        }

        foreach (var (framework, imports) in s_imports)
        {
            if (imports.Any(source.Imports.Contains))
                return Report(framework, new(file));
        }

        return program.Command is ["celery", ..] ? Report(PythonFramework.Celery, new(file)) : ByDependencies();

        (PythonFramework, ApplicationObject?) ByDependencies()
        {
            foreach (var (framework, packages) in program.Role == ProgramRole.Web ? s_dependencies : [])
            {
                if (packages.Select(facts.Find).FirstOrDefault(dependency => dependency is not null) is { } dependency)
                {
                    facts.Fact("framework", framework.ToString(), dependency.Where, "It is among the dependencies.");
                    return (framework, null);
                }
            }

            return (program.Command is ["celery", ..] ? PythonFramework.Celery : PythonFramework.None, null);
        }
    }

    private (PythonFramework Framework, ApplicationObject? Application) Report(PythonFramework framework, SourceLocation where)
    {
        facts.Fact("framework", framework.ToString(), where, "A source file imports it.");
        return (framework, null);
    }

    private (PythonFramework Framework, ApplicationObject? Application) Report(ApplicationObject application)
    {
        facts.Fact("framework", application.Framework.ToString(), application.Where, application.Factory ? $"{application} creates the application."
            : $"{application} is the application.");
        return (application.Framework, application);
    }

    /// <summary>manage.py names the settings module; wsgi.py and asgi.py are next to it.</summary>
    private ApplicationObject? FindDjango()
    {
        if (tree.Paths.FirstOrDefault(path => ProjectFiles.NameOf(path) == "manage.py") is not { } manage || tree.Source(manage) is not { } source)
            return null;
        var settings = source.Calls("setdefault").SelectMany(call => call.Arguments)
            .LastOrDefault(token => token.Kind == PythonTokenKind.Text && token.Value.Contains("settings", StringComparison.Ordinal));
        if (settings is null)
            return null;

        var directory = ProjectFiles.DirectoryOf(manage);
        var parts = settings.Value.Split('.');
        var asgi = !facts.Has("gunicorn") && (facts.Has("uvicorn") || facts.Has("daphne") || facts.Has("hypercorn"));
        foreach (var server in asgi ? (string[])["asgi", "wsgi"] : ["wsgi", "asgi"])
        {
            // The settings may be in a package of their own: shop.config.settings.production.
            for (var length = parts.Length - 1; length > 0; length--)
            {
                var folder = string.Join('/', parts[..length]);
                foreach (var path in (string[])[FilePattern.Join(directory, $"{folder}/{server}.py"), FilePattern.Join(directory,
                    $"{folder}/{server}/__init__.py")])
                {
                    if (layout.Exists(path))
                        return new(PythonFramework.Django, layout.ModuleOf(path), "application", Factory: false, new(path));
                }
            }
        }

        return new(PythonFramework.Django, parts[0], "", Factory: false, new(manage, settings.Line));
    }
}
