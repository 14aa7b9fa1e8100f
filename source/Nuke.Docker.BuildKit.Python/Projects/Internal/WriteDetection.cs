namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the folders that a program writes to: databases, sessions, folders that it creates, files that it opens for writing.</summary>
internal static class WriteDetection
{
    private static readonly HashSet<string> s_makers = new(StringComparer.Ordinal) { "mkdir", "makedirs" };

    // Clients of chats keep their session in a file in the working folder, with the name that they are given.
    private static readonly HashSet<string> s_clients = new(StringComparer.Ordinal) { "telethon", "pyrogram", "hydrogram", "kurigram" };

    private static readonly HashSet<string> s_databases = new(StringComparer.Ordinal) { "SqliteDatabase", "SqliteExtDatabase", "TinyDB" };

    // Packages that open SQLite databases by a path that is often defined elsewhere.
    private static readonly HashSet<string> s_sqlite = new(StringComparer.Ordinal)
        { "sqlite3", "aiosqlite", "sqlalchemy", "sqlmodel", "peewee", "tortoise", "databases", "pony", "dataset", "flask_sqlalchemy" };

    public static IReadOnlyList<WritableFolder> Find(ProjectFacts facts, SourceTree tree, PythonFramework framework)
    {
        SortedDictionary<string, SourceLocation> found = new(StringComparer.Ordinal);
        HashSet<string> databases = new(StringComparer.Ordinal);
        var opensDatabases = tree.Sources.Any(source => source.Imports.Overlaps(s_sqlite));
        foreach (var source in tree.Sources)
        {
            foreach (var (name, value) in source.Constants)
            {
                // MEDIA_ROOT = BASE_DIR / "media", DB = DATA / "bot.db".
                var path = value.Any(token => token.Kind == PythonTokenKind.Text) ? PathValue.Of(source, value) : null;
                if (path is not null && framework == PythonFramework.Django && name == "MEDIA_ROOT")
                    Add(Clean(Placed(value, path)), source, value[0].Line);
                else if (opensDatabases && path is not null && Path.GetExtension(path) is ".db" or ".sqlite" or ".sqlite3"
                    && framework != PythonFramework.Django)
                    AddDatabase(Folder(path), source, value[0].Line);
            }

            foreach (var call in source.AllCalls)
            {
                if (Target(source, call) is { } path)
                    Add(path, source, call.Line);
            }

            foreach (var token in source.Tokens.Where(token => token.Kind == PythonTokenKind.Text && token.Value.Contains("sqlite", StringComparison.Ordinal)))
            {
                if (token.Value.IndexOf("///", StringComparison.Ordinal) is > 0 and var at && at + 3 < token.Value.Length && !token.Value.Contains('{'))
                    AddDatabase(Folder(token.Value[(at + 3)..]), source, token.Line);
            }

            if (framework != PythonFramework.Django)
                continue;
            foreach (var value in DatabaseNames(source))
            {
                if (PathValue.Of(source, value) is { } path && Path.GetExtension(path) is ".db" or ".sqlite" or ".sqlite3")
                    AddDatabase(Folder(Placed(value, path)), source, value[0].Line);
            }
        }

        foreach (var (path, where) in found)
        {
            facts.Fact("writable folder", path.Length == 0 ? "." : path, where, path.Length == 0 || HoldsCode(path)
                ? "The program writes here, beside its code, so its user owns the folder. What it writes is lost with the container: "
                    + "a folder of its own can be a volume."
                : "The program writes here, so its user owns the folder. Mount a volume to keep what it writes.");
        }

        return [.. found.Select(pair => new WritableFolder(pair.Key, pair.Value, !pair.Key.StartsWith('/') && facts.Files.DirectoryExists(pair.Key))
            { HoldsCode = pair.Key.Length == 0 || HoldsCode(pair.Key), HoldsDatabase = databases.Contains(pair.Key) })];

        // A text alone is relative to the working folder, BASE_DIR / "media" to the project.
        string Placed(IReadOnlyList<PythonToken> value, string path) =>
            value.Count == 1 || path.StartsWith('/') || path.StartsWith($"{facts.ImportRoot}/", StringComparison.Ordinal) ? path
                : FilePattern.Join(facts.ImportRoot, path);

        bool HoldsCode(string path) => tree.Paths.Exists(file => file.StartsWith($"{path}/", StringComparison.Ordinal));

        void AddDatabase(string? path, PythonSource source, int line)
        {
            Add(path, source, line);
            if (path is not null)
                databases.Add(path);
        }

        void Add(string? path, PythonSource source, int line)
        {
            if (path is not null && IsPlain(path))
                found.TryAdd(path, new(source.Path, line));
        }
    }

    /// <summary>The values in <c>DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}</c>.</summary>
    private static IEnumerable<IReadOnlyList<PythonToken>> DatabaseNames(PythonSource source)
    {
        for (var i = 0; i + 2 < source.Tokens.Count; i++)
        {
            if (source.Tokens[i] is not { Kind: PythonTokenKind.Text, Value: "NAME" } || source.Tokens[i + 1].Value != ":")
                continue;
            if (PythonCall.Item(source.Tokens.Skip(i + 2).Take(60)) is { Count: > 0 } value)
                yield return value;
        }
    }

    private static bool IsPlain(string path) =>
        path.Length < 100 && path.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '.')
        && !path.Split('/').Contains("..") && !path.StartsWith("/tmp", StringComparison.Ordinal) && !path.StartsWith("/dev", StringComparison.Ordinal)
        && !path.StartsWith("/proc", StringComparison.Ordinal) && path is not "/";

    private static string? Target(PythonSource source, PythonCall call)
    {
        var name = call.Name[(call.Name.LastIndexOf('.') + 1)..];
        if (s_makers.Contains(name))
            return MadeFolder(source, call, name);
        if (call.Name is "open" && call.Arguments is [.., { Kind: PythonTokenKind.Text, Value: ['w' or 'a' or 'x', ..] }]
            or [_, { Value: "," }, { Kind: PythonTokenKind.Text, Value: ['w' or 'a' or 'x', ..] }, ..])
            return Folder(PathValue.Of(source, call.First));
        if (call.Name.EndsWith("sqlite3.connect", StringComparison.Ordinal) || call.Name == "aiosqlite.connect")
            return call.Arguments.Count == 0 ? null : Database(PathValue.Of(source, call.First) ?? (call.FirstText is null ? "x" : null));
        if (s_databases.Contains(name))
            return Database(PathValue.Of(source, call.First));
        if (name is "Client" or "TelegramClient" && source.Imports.Overlaps(s_clients) && call.First.Count > 0)
            return call.Has("in_memory") ? null
                : call.Keyword("workdir") is { } folder ? Clean(PathValue.Of(source, folder)) : Folder(PathValue.Of(source, call.First) ?? "x");
        if (name is "FileHandler" or "RotatingFileHandler" or "TimedRotatingFileHandler")
            return Folder(PathValue.Of(source, call.First));
        if (name == "PicklePersistence" && call.Arguments.FirstOrDefault(token => token.Kind == PythonTokenKind.Text) is { } pickle)
            return Folder(pickle.Value);
        return null;
    }

    /// <summary>os.makedirs("data"), Path("data").mkdir(), DATA.mkdir() with DATA = Path("data").</summary>
    private static string? MadeFolder(PythonSource source, PythonCall call, string name)
    {
        if (name == "makedirs" || call.Name == "os.mkdir")
            return Clean(PathValue.Of(source, call.First));
        if (call.Name.LastIndexOf('.') is > 0 and var dot)
        {
            var isParent = call.Name[..dot].EndsWith(".parent", StringComparison.Ordinal);
            var constant = isParent ? call.Name[..(dot - ".parent".Length)] : call.Name[..dot];
            return !source.Constants.TryGetValue(constant, out var value) ? null
                : isParent ? Folder(PathValue.Of(source, value)) : Clean(PathValue.Of(source, value));
        }

        // Path("data").mkdir(): the tokens before the call.
        return call.At >= 5 && source.Tokens[call.At - 1].Value == "." && source.Tokens[call.At - 2].Value == ")" && source.Tokens[call.At - 3]
            .Kind == PythonTokenKind.Text
            && source.Tokens[call.At - 4].Value == "(" && source.Tokens[call.At - 5].Value != "joinpath" ? Clean(source.Tokens[call.At - 3].Value) : null;
    }

    /// <summary>The folder of a database: data of file:data/bot.db?cache=shared.</summary>
    private static string? Database(string? path)
    {
        if (path is null or ":memory:" or "" || path.Contains("mode=ro", StringComparison.Ordinal) || path.Contains("mode=memory", StringComparison.Ordinal)
            || path.Contains("immutable=1", StringComparison.Ordinal))
            return null;
        return Folder((path.StartsWith("file:", StringComparison.Ordinal) ? path["file:".Length..] : path).Split('?')[0]);
    }

    private static string? Clean(string? path)
    {
        if (path is null)
            return null;
        if (path.StartsWith('/'))
            return path.StartsWith("/app/", StringComparison.Ordinal) ? path["/app/".Length..].TrimEnd('/') : path.TrimEnd('/');
        return ProjectFiles.Combine("", path);
    }

    private static string? Folder(string? file) => file is null ? null : file.Length == 0 || file.EndsWith('/') ? Clean(file)
        : file.StartsWith('/') ? Clean(file[..Math.Max(1, file.LastIndexOf('/'))])
        : ProjectFiles.Combine("", ProjectFiles.DirectoryOf(file));
}
