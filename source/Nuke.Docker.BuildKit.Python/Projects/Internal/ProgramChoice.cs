namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Chooses the program that an image starts: one that the project's files start today, otherwise one that the sources suggest.</summary>
internal sealed class ProgramChoice(ProjectFacts facts, SourceTree tree, ModuleLayout layout, bool installable)
{
    /// <param name="Names">All programs, the chosen one first.</param>
    internal sealed record Choice(
        PythonFramework Framework, ApplicationObject? Application, IReadOnlyList<string> Command, int? Port, IReadOnlyList<string> Names);

    /// <param name="wanted">The name of the program; null: the best one.</param>
    public Choice Choose(string projectName, string? wanted)
    {
        var programs = new ProgramFinder(facts, tree, layout, installable).Find(projectName).ToList();
        var detection = new FrameworkDetection(facts, tree, layout);
        // A command of many is not more likely the program than an application in the sources.
        var chosen = wanted is null ? programs.Find(program => program.Rank < 9) : programs.Find(program => program.Name == wanted);
        if (chosen is null)
        {
            var detected = Detect(detection, projectName, wanted);
            return detected with { Names = [.. detected.Names, .. programs.Select(program => program.Name)] };
        }

        List<string> names = [chosen.Name, .. programs.Where(program => program != chosen).Select(program => program.Name).Distinct(StringComparer.Ordinal)];
        var (framework, application) = detection.Of(chosen);
        facts.ImportRoot = chosen.ImportRoot;
        if (chosen.Port is { } port)
            facts.Fact("port", $"{port}", chosen.Where, "The command that starts the program names it, or it is the program's default.");
        facts.Fact("start command", string.Join(' ', chosen.Command), chosen.Where, chosen.Why);
        if ((chosen.Command[0] == "python" || facts.Scripts.Exists(script => script.Name == chosen.Command[0])) && chosen.File is { } file)
            WarnOfAddress(file);
        Tell(names);
        AddReleases(framework, application);
        return new(framework, application, chosen.Command, chosen.Port ?? (chosen.Role == ProgramRole.Job ? UsualPort(framework) : null), names);
    }

    private Choice Detect(FrameworkDetection detection, string projectName, string? wanted)
    {
        var worker = new ApplicationFinder(tree, layout).Find(PythonFramework.Celery, "Celery", "celery");
        if (wanted == "worker" && worker is not null)
        {
            facts.ImportRoot = Root(worker);
            List<string> command = ["celery", "--app", worker.ToString(), "worker", "--loglevel", "INFO"];
            facts.Fact("start command", string.Join(' ', command), worker.Where, "It is Celery's application.");
            return new(PythonFramework.Celery, worker, command, null, ["worker"]);
        }

        var (framework, application) = detection.Detect();
        var (detected, port) = new StartDetection(facts, tree, layout).Detect(framework, application, projectName, installable);
        if (detected is ["python", var script] && script.EndsWith(".py", StringComparison.Ordinal))
            WarnOfAddress(script);
        facts.ImportRoot = application is null ? Root(detected) : Root(application);
        List<string> names = [.. detected.Count == 0 ? [] : (string[])[framework == PythonFramework.Celery ? "worker" : port is null ? "program" : "web"]];
        if (worker is not null && framework != PythonFramework.Celery)
            names.Add("worker");
        Tell(names);
        AddReleases(framework, application);
        return new(framework, application, detected, port, names);
    }

    /// <summary>Warns of uvicorn.run(app, host="127.0.0.1") in the program itself, which its command does not override.</summary>
    private void WarnOfAddress(string file)
    {
        foreach (var call in (tree.Source(file)?.AllCalls ?? []).Where(call => call.Name[(call.Name.LastIndexOf('.') + 1)..] is "run" or "run_app" or "serve"))
        {
            if (call.Text("host")?.Value is "127.0.0.1" or "localhost")
                facts.Warn("address", call.Text("host")!.Value, new(file, call.Line),
                    "The program listens only inside of its container. Listen on 0.0.0.0, or on an address from the environment.");
        }
    }

    private void Tell(List<string> names)
    {
        if (names.Count > 1)
            facts.Fact("programs", string.Join(", ", names), null, $"{names[0]} was chosen; --program NAME chooses another.");
    }

    private void AddReleases(PythonFramework framework, ApplicationObject? application)
    {
        if (framework == PythonFramework.Django && tree.Paths.Find(path => ProjectFiles.NameOf(path) == "manage.py") is { } manage)
        {
            if (!facts.Release.Exists(known => known.Command.Contains(" migrate", StringComparison.Ordinal)))
                facts.AddRelease($"python {manage} migrate --noinput", new(manage));
            if (!facts.Release.Exists(known => known.Command.Contains(" collectstatic", StringComparison.Ordinal))
                && tree.Sources.Any(source => source.Tokens.Any(token => token is { Kind: PythonTokenKind.Name, Value: "STATIC_ROOT", Indent: 0 })))
                facts.AddRelease($"python {manage} collectstatic --noinput", new(manage));
        }
        else if (facts.Has("alembic") && Find("alembic.ini") is { } configuration && !facts.Release.Exists(IsAlembic))
            facts.AddRelease("alembic upgrade head", new(configuration));
        else if (facts.Release.Count == 0 && facts.Has("flask-migrate") && Find("migrations/env.py") is { } migrations && application is { Name.Length: > 0 })
        {
            var folder = ProjectFiles.DirectoryOf(migrations);
            var option = folder == "migrations" ? "" : $" --directory {folder}";
            facts.AddRelease($"flask --app {application} db upgrade{option}", new(migrations));
        }
        else if (facts.Release.Count == 0 && facts.Has("aerich") && facts.Pyproject.Table("tool", "aerich") is { } aerich)
            facts.AddRelease("aerich upgrade", aerich.Where());

        if (!facts.Files.Exists("alembic.ini") && Find("alembic.ini") is { } below)
        {
            for (var i = 0; i < facts.Release.Count; i++)
                facts.Release[i] = IsAlembic(facts.Release[i]) ? WithConfiguration(facts.Release[i], below) : facts.Release[i];
        }

        foreach (var release in facts.Release)
        {
            var folder = release.Folder.Length == 0 ? "" : $"--workdir /app/{release.Folder} ";
            facts.Fact("release step", release.Command, release.Where, release.Command.Contains("collectstatic", StringComparison.Ordinal)
                ? $"The image does not run it. Add this line before USER: RUN {release.Command}, with placeholders for the settings that it needs."
                : $"The image does not run it. Run it once per release: docker run --rm {folder}IMAGE {release.Command}.");
        }
    }

    /// <summary>Returns a file in the project's folder, or else the only one of that name in a folder below; null: none.</summary>
    private string? Find(string name) => facts.Files.Exists(name) ? name
        : FilePattern.Find(facts.Files, $"*/{name}", directories: false).Concat(FilePattern.Find(facts.Files, $"*/*/{name}", directories: false))
            .Where(path => !tree.TestFolders.Exists(folder => path.StartsWith($"{folder}/", StringComparison.Ordinal))).Take(2).ToList() is [var only] ? only
        : null;

    // One that names its configuration is complete.
    private static bool IsAlembic(ReleaseCommand release) => release.Command.StartsWith("alembic ", StringComparison.Ordinal)
        && !release.Command.Split(' ').Any(word => word is "-c" or "--config" || word.StartsWith("--config=", StringComparison.Ordinal));

    // The folder of the migrations and the imports of env.py are relative to the working folder, unless the file says otherwise.
    private ReleaseCommand WithConfiguration(ReleaseCommand release, string configuration)
    {
        var scripts = IniReader.Read(facts.Files.Read(configuration) ?? "").FirstOrDefault(entry => entry.Key == "script_location").Values;
        return scripts is [var (location, _), ..] && facts.Files.DirectoryExists(location)
            ? release with { Command = $"alembic --config {configuration}{release.Command["alembic".Length..]}" }
            : release with { Folder = ProjectFiles.DirectoryOf(configuration) };
    }

    // The folder src is put on the path because of the layout.
    private string Root(ApplicationObject application) => layout.RootOf(application.Where.File) is var root and not "src" ? root : "";

    private string Root(IReadOnlyList<string> command) =>
        command is ["python", "-m", var module, ..]
        && tree.Paths.Find(path => path.EndsWith(".py", StringComparison.Ordinal) && layout.ModuleOf(path) is var name
            && (name == module || name == $"{module}.__main__"))
            is { } file && layout.RootOf(file) is var root and not "src" ? root : "";

    private static int? UsualPort(PythonFramework framework) => framework switch
    {
        PythonFramework.Aiohttp or PythonFramework.NiceGui => 8080,
        PythonFramework.Gradio => 7860,
        PythonFramework.Dash => 8050,
        _ => null,
    };
}
