using System.Globalization;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>
/// Reads a command that starts a program today, and adapts it to an image: paths below <c>/app</c>, listening on all addresses, without reloading.
/// </summary>
internal sealed class ProgramCommand(ProjectFacts facts, SourceTree tree, ModuleLayout layout, bool installable)
{
    private static readonly HashSet<string> s_workers =
        new(StringComparer.Ordinal) { "rq", "rqworker", "dramatiq", "arq", "taskiq", "huey_consumer", "huey_consumer.py", "faust", "procrastinate" };

    private static readonly HashSet<string> s_others = new(StringComparer.Ordinal) { "scrapy", "prefect", "dagster", "luigi", "airflow", "mlflow", "jupyter" };

    // Commands that prepare a release; each runs once, not with each container.
    private static readonly HashSet<string> s_release = new(StringComparer.Ordinal)
    {
        "migrate", "collectstatic", "compilemessages", "makemigrations", "loaddata", "createsuperuser", "upgrade", "check", "createcachetable",
        "clearsessions", "init-db", "ensure_superuser",
    };

    /// <summary>Reads a command line.</summary>
    /// <param name="commands">One or more commands; the last one that does not prepare a release is the program.</param>
    /// <returns>Null: the command is not understood, or its program is not in the project.</returns>
    public ProgramCandidate? Read(string name, IReadOnlyList<IReadOnlyList<string>>? commands, SourceLocation where, string why, int rank, int depth = 0)
    {
        ProgramCandidate? program = null;
        foreach (var words in (commands ?? []).SelectMany(command => CommandLines.Unwrap(command) ?? []))
        {
            if (words.Count == 0 || words[0] is "set" or "cd" or "echo" or "sleep" or "export" or "wait-for-it" or ":" or "true" or "if" or "then" or "fi")
                continue;
            if (words.Any(s_release.Contains) || words[0] is "alembic" or "aerich")
                facts.AddRelease(string.Join(' ', words.Select(word => InProject(word) is { } path && word.Contains('/') ? path : word)), where);
            else
                program = Program(name, words, where, why, rank, depth) ?? program;
        }

        return program;
    }

    private ProgramCandidate? Program(string name, IReadOnlyList<string> words, SourceLocation where, string why, int rank, int depth)
    {
        var program = ProjectFiles.NameOf(words[0]);
        if (program.EndsWith(".sh", StringComparison.Ordinal) || (words.Count == 1 && InProject(words[0]) is { } file && !file.EndsWith(".py",
            StringComparison.Ordinal)))
            return Script(name, words[0], where, why, rank, depth);
        // entrypoint.sh gunicorn …: the script ends with exec "$@".
        if (words[0] is "$@" or "\"$@\"")
            return null;

        var port = DefaultPort(words);
        List<string> arguments = [];
        foreach (var word in words)
        {
            if (CommandLines.Expand(word, port) is not { } expanded)
                return null;
            arguments.Add(expanded);
        }

        arguments[0] = program;
        if (program.EndsWith(".py", StringComparison.Ordinal) && InProject(words[0]) is not null)
            arguments = ["python", words[0], .. arguments.Skip(1)];
        if (arguments[0].StartsWith("python", StringComparison.Ordinal))
            return Python(name, arguments, where, why, rank);
        return Server(name, arguments, where, why, rank);
    }

    private ProgramCandidate? Python(string name, List<string> words, SourceLocation where, string why, int rank)
    {
        var at = 1;
        while (at < words.Count && words[at] is "-u" or "-O" or "-OO" or "-B" or "-I" or "-W" or "-X")
            at += words[at] is "-W" or "-X" ? 2 : 1;
        if (at >= words.Count)
            return null;
        if (words[at] == "-m" && at + 1 < words.Count)
        {
            List<string> rest = [.. words.Skip(at + 1)];
            if (rest[0] is "uvicorn" or "gunicorn" or "hypercorn" or "daphne" or "granian" or "celery" or "flask" or "fastapi" or "streamlit" or "waitress")
                return Server(name, rest[0] == "waitress" ? ["waitress-serve", .. rest.Skip(1)] : rest, where, why, rank);
            if (FileOf(rest[0]) is not { } module)
                return null;
            return Script(name, ["python", "-m", .. rest], module.Path, where, why, rank) with { ImportRoot = module.Root };
        }

        if (InProject(words[at]) is not { } path || !path.EndsWith(".py", StringComparison.Ordinal))
            return null;
        List<string> command = ["python", path, .. words.Skip(at + 1)];
        if (ProjectFiles.NameOf(path) == "manage.py" && words.Skip(at + 1).FirstOrDefault() is { } subcommand)
        {
            if (subcommand != "runserver")
                return new(name, command, ProgramRole.Worker, null, path, where, why, rank);
            var address = words.Skip(at + 2).FirstOrDefault(word => !word.StartsWith('-'));
            var number = address is not null && int.TryParse(address[(address.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture,
                out var given) ? given : 8000;
            return new(name, ["python", path, "runserver", "--noreload", $"0.0.0.0:{number}"], ProgramRole.Web, number, path, where, why, rank);
        }

        return Script(name, command, path, where, why, rank);
    }

    private ProgramCandidate Script(string name, List<string> command, string path, SourceLocation where, string why, int rank)
    {
        var port = ServedPort(path);
        var web = port is not null || name is "web" or "app" or "api" or "server" or "backend" or "bot";
        return new(name, command, web ? ProgramRole.Web : ProgramRole.Job, port, path, where, why, rank);
    }

    /// <summary>The port that a program passes when it starts its own server; null: none.</summary>
    private int? ServedPort(string path) => tree.Source(path) is not { } source ? null
        : source.Calls("run").Concat(source.Calls("run_app")).Concat(source.Calls("serve")).Concat(source.Calls("launch"))
            .Select(call => call.Port("port") ?? call.Port("server_port")).FirstOrDefault(found => found is not null);

    /// <summary>The program that a shell script of the project starts at its end.</summary>
    private ProgramCandidate? Script(string name, string word, SourceLocation where, string why, int rank, int depth)
    {
        if (depth > 2 || InProject(word) is not { } path || facts.Files.Read(path, 64 << 10) is not { } text || !text.StartsWith("#!",
            StringComparison.Ordinal))
            return null;
        ProgramCandidate? program = null;
        foreach (var line in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
            program = Read(name, CommandLines.Split(line.Trim()), where, why, rank, depth + 1) ?? program;
        return program;
    }

    private ProgramCandidate? Server(string name, List<string> words, SourceLocation where, string why, int rank)
    {
        words.RemoveAll(word => word is "--reload" or "--debug" or "--use-colors");
        switch (words[0])
        {
            case "uvicorn":
                return Served(name, Listening(words, "--host", "0.0.0.0"), where, why, rank, 8000);
            case "granian":
                return Served(name, Listening(words, "--host", "0.0.0.0"), where, why, rank, 8000);
            case "gunicorn" or "hypercorn":
                var configured = words[0] == "gunicorn" ? ConfiguredPort(words) : null;
                return Served(name, Bound(words, configured is not null), where, why, rank, configured ?? 8000);
            case "daphne":
                return Served(name, Listening(words, words.Contains("--bind") ? "--bind" : "-b", "0.0.0.0"), where, why, rank, 8000);
            case "waitress-serve":
                return Served(name, words.Any(word => word.StartsWith("--listen", StringComparison.Ordinal) || word.StartsWith("--port",
                    StringComparison.Ordinal)) ? words
                    : [words[0], "--listen=0.0.0.0:8080", .. words.Skip(1)], where, why, rank, 8080);
            case "flask" when words.Contains("run"):
                return new(name, Listening(words, words.Contains("-h") ? "-h" : "--host", "0.0.0.0"), ProgramRole.Web, PortIn(words) ?? 5000,
                    Application(words, "--app", "-A") is { } app ? FileOf(app.Split(':')[0])?.Path : null, where, why, rank)
                    { Application = Application(words, "--app", "-A") };
            case "fastapi" when words.Count > 1 && words[1] is "run" or "dev":
                words[1] = "run";
                return new(name, words, ProgramRole.Web, PortIn(words) ?? 8000, words.Skip(2).Select(InProject).FirstOrDefault(path => path is not null), where,
                    why, rank);
            case "streamlit" when words.Count > 2 && words[1] == "run" && InProject(words[2]) is { } script:
                var streamlit = PortIn(words) ?? 8501;
                return new(name, ["streamlit", "run", script, "--server.address=0.0.0.0", $"--server.port={streamlit}", "--server.headless=true"],
                    ProgramRole.Web, streamlit, script, where, why, rank);
            case "celery":
                var target = Application(words, "-A", "--app");
                return new(name, words, words.Contains("worker") ? ProgramRole.Worker : ProgramRole.Job, null,
                    target is null ? null : FileOf(target.Split(':')[0])?.Path, where, why, rank);
        }

        if (s_workers.Contains(words[0]))
            return new(name, words, ProgramRole.Worker, null, null, where, why, rank);
        if (s_others.Contains(words[0]) && facts.Has(words[0]))
            return new(name, words, ProgramRole.Job, PortIn(words), null, where, why, rank);
        if (!installable || facts.Scripts.Find(script => script.Name == words[0]) is not { } command)
            return null;
        var file = FileOf(command.Target.Split(':')[0])?.Path;
        var port = PortIn(words) ?? (file is null ? null : ServedPort(file));
        return new(name, words, port is not null || name is "web" or "app" or "api" or "bot" ? ProgramRole.Web : ProgramRole.Job, port, file, where, why, rank);
    }

    private ProgramCandidate? Served(string name, List<string> words, SourceLocation where, string why, int rank, int port)
    {
        port = PortIn(words) ?? port;
        var target = words.Skip(1).FirstOrDefault(word => !word.StartsWith('-') && word.Contains(':') && !word.Contains('/') && !char.IsAsciiDigit(word[0])
            && !word.StartsWith("localhost", StringComparison.Ordinal) && word.Split(':')[0] is var module && FileOf(module) is not null);
        target ??= words.Skip(1).FirstOrDefault(word => !word.StartsWith('-') && word.Contains('.') && FileOf(word) is not null);
        if (target is null)
            return null;
        var file = FileOf(target.Split(':')[0])!.Value;
        return new(name, words, ProgramRole.Web, port, file.Path, where, why, rank) { Application = target, ImportRoot = file.Root };
    }

    private static List<string> Listening(List<string> words, string option, string address)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].StartsWith($"{option}=", StringComparison.Ordinal))
            {
                words[i] = $"{option}={address}";
                return words;
            }

            if (words[i] == option && i + 1 < words.Count)
            {
                words[i + 1] = address;
                return words;
            }
        }

        return [.. words, option, address];
    }

    private static List<string> Bound(List<string> words, bool configured)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var (option, value) = words[i].Split('=', 2) is [var left, var right] ? (left, right) : (words[i], i + 1 < words.Count ? words[i + 1] : "");
            if (option is not ("-b" or "--bind"))
                continue;
            var text = value.StartsWith("unix:", StringComparison.Ordinal) ? "0.0.0.0:8000"
                : $"0.0.0.0:{(value.Contains(':') ? value[(value.LastIndexOf(':') + 1)..] : "8000")}";
            if (words[i].Contains('='))
                words[i] = $"{option}={text}";
            else if (i + 1 < words.Count)
                words[i + 1] = text;
            return words;
        }

        // The option takes precedence over an address in the configuration that is not known.
        return configured ? words : [words[0], "--bind", "0.0.0.0:8000", .. words.Skip(1)];
    }

    /// <summary>The port of <c>bind = "0.0.0.0:9000"</c> in gunicorn's configuration; null if it has none, or computes the address.</summary>
    private int? ConfiguredPort(List<string> words)
    {
        var path = Application(words, "-c", "--config") is { } named ? InProject(named) : "gunicorn.conf.py";
        if (path is null || facts.Files.Read(path, 256 << 10) is not { } text)
            return null;
        var tokens = PythonSource.Read(path, text).Tokens;
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i] is { Indent: 0, Kind: PythonTokenKind.Name, Value: "bind" } && tokens[i + 1].Value == "="
                && tokens[i + 2] is { Kind: PythonTokenKind.Text, Value: var address }
                && address[..Math.Max(0, address.LastIndexOf(':'))] is "0.0.0.0" or "" or "[::]"
                && int.TryParse(address[(address.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port is > 0 and < 65536)
                return port;
        }

        return null;
    }

    private static string? Application(List<string> words, params string[] options)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (options.Contains(words[i]) && i + 1 < words.Count)
                return words[i + 1];
            if (options.FirstOrDefault(option => words[i].StartsWith($"{option}=", StringComparison.Ordinal)) is { } found)
                return words[i][(found.Length + 1)..];
        }

        return null;
    }

    private static int DefaultPort(IReadOnlyList<string> words) => words[0] switch
    {
        "streamlit" => 8501,
        "waitress-serve" => 8080,
        "flask" => 5000,
        _ => 8000,
    };

    private static int? PortIn(List<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var (option, value) = words[i].Split('=', 2) is [var left, var right] ? (left, right) : (words[i], i + 1 < words.Count ? words[i + 1] : "");
            if (option is "--port" or "-p" or "--bind" or "-b" or "--listen" or "--server.port"
                && int.TryParse(value[(value.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                    && port is > 0 and < 65536)
                return port;
        }

        return null;
    }

    /// <summary>The file of a module, and the folder that its name begins below.</summary>
    private (string Path, string Root)? FileOf(string module)
    {
        if (module.Length == 0 || module.Any(character => !char.IsLetterOrDigit(character) && character is not ('_' or '.')))
            return null;
        var path = module.Replace('.', '/');
        foreach (var candidate in (string[])[$"{path}.py", $"{path}/__init__.py", $"{path}/__main__.py"])
        {
            if (layout.Exists(candidate))
                return (candidate, "");
        }

        var below = tree.Paths.Find(candidate => candidate.EndsWith($"/{path}.py", StringComparison.Ordinal)
            || candidate.EndsWith($"/{path}/__init__.py", StringComparison.Ordinal) || candidate.EndsWith($"/{path}/__main__.py", StringComparison.Ordinal));
        return below is null ? null : (below, below[..(below.LastIndexOf($"/{path}", StringComparison.Ordinal))]);
    }

    /// <summary>The path of a file as the project has it: /app/bot/main.py is bot/main.py.</summary>
    private string? InProject(string word)
    {
        if (word.Length is 0 or > 300 || word.AsSpan().ContainsAny('\0', '$', '\n'))
            return null;
        var parts = word.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Contains(".."))
            return null;
        for (var start = 0; start < parts.Length; start++)
        {
            var path = string.Join('/', parts[start..]);
            if (facts.Files.Exists(path))
                return path;
            if (!word.StartsWith('/'))
                break;
        }

        // The command runs in a folder of the project.
        return parts.Length > 0 && word.EndsWith(".py", StringComparison.Ordinal)
            ? tree.Paths.Find(path => path.EndsWith($"/{string.Join('/', parts)}", StringComparison.Ordinal) && !path.Split('/')[..^1].Any(SourceTree.IsAside))
            : null;
    }
}
