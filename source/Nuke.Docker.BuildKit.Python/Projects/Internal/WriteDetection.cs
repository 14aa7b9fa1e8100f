namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds the folders that a program writes to: databases, sessions, folders that it creates, files that it opens for writing.</summary>
internal static class WriteDetection
{
    private static readonly HashSet<string> s_makers = new(StringComparer.Ordinal) { "mkdir", "makedirs" };

    // Clients of chats keep their session in a file in the working folder, with the name that they are given.
    private static readonly HashSet<string> s_clients = new(StringComparer.Ordinal) { "telethon", "pyrogram", "hydrogram", "kurigram" };

    public static IReadOnlyList<WritableFolder> Find(ProjectFacts facts, SourceTree tree, PythonFramework framework)
    {
        SortedDictionary<string, SourceLocation> found = new(StringComparer.Ordinal);
        foreach (var source in tree.Sources)
        {
            foreach (var call in source.AllCalls)
            {
                if (Target(source, call) is { } path)
                    Add(path, source, call.Line);
            }

            foreach (var token in source.Tokens.Where(token => token.Kind == PythonTokenKind.Text && token.Value.Contains("sqlite", StringComparison.Ordinal)))
            {
                if (token.Value.IndexOf("///", StringComparison.Ordinal) is > 0 and var at && at + 3 < token.Value.Length)
                    Add(Folder(token.Value[(at + 3)..]), source, token.Line);
            }

            // BASE_DIR / "db.sqlite3"
            if (framework == PythonFramework.Django
                && source.Tokens.FirstOrDefault(token => token.Kind == PythonTokenKind.Text && token.Value.EndsWith(".sqlite3",
                    StringComparison.Ordinal)) is { } database)
                Add(Folder(FilePattern.Join(facts.ImportRoot, database.Value)), source, database.Line);
        }

        foreach (var (path, where) in found)
        {
            facts.Fact("writable folder", path.Length == 0 ? "." : path, where, path.Length == 0
                ? "The program writes here, so its user owns the working folder. What it writes is lost with the container: "
                    + "a folder of its own can be a volume."
                : "The program writes here, so its user owns the folder. Mount a volume to keep what it writes.");
        }

        return [.. found.Select(pair => new WritableFolder(pair.Key, pair.Value))];

        void Add(string? path, PythonSource source, int line)
        {
            if (path is not null && IsPlain(path))
                found.TryAdd(path, new(source.Path, line));
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
        if (call.Name is "open" && call.Arguments is [{ Kind: PythonTokenKind.Text } file, { Value: "," }, { Kind: PythonTokenKind.Text,
            Value: ['w' or 'a' or 'x', ..] }, ..])
            return Folder(file.Value);
        if (call.Name.EndsWith("sqlite3.connect", StringComparison.Ordinal) || call.Name == "aiosqlite.connect")
            return call.FirstText is { Value: not ":memory:" } database ? Folder(database.Value) : call.Arguments.Count > 0 && call.FirstText is null ? ""
                : null;
        if (name is "Client" or "TelegramClient" && source.Imports.Overlaps(s_clients) && call.FirstText is { } session)
            return call.Has("in_memory") ? null : Folder(session.Value);
        if (name is "FileHandler" or "RotatingFileHandler" or "TimedRotatingFileHandler" && call.FirstText is { } log)
            return Folder(log.Value);
        if (name == "PicklePersistence" && call.Arguments.FirstOrDefault(token => token.Kind == PythonTokenKind.Text) is { } pickle)
            return Folder(pickle.Value);
        return null;
    }

    /// <summary>os.makedirs("data"), Path("data").mkdir(), DATA.mkdir() with DATA = Path("data").</summary>
    private static string? MadeFolder(PythonSource source, PythonCall call, string name)
    {
        if (name == "makedirs" || call.Name == "os.mkdir")
            return call.FirstText is { } text ? Clean(text.Value) : call.Arguments is [{ Kind: PythonTokenKind.Name } variable, ..] ? Variable(source,
                variable.Value) : null;
        if (call.Name.LastIndexOf('.') is > 0 and var dot)
            return Variable(source, call.Name[..dot]);
        // Path("data").mkdir(): the tokens before the call.
        return call.At >= 5 && source.Tokens[call.At - 1].Value == "." && source.Tokens[call.At - 2].Value == ")" && source.Tokens[call.At - 3]
            .Kind == PythonTokenKind.Text
            && source.Tokens[call.At - 4].Value == "(" ? Clean(source.Tokens[call.At - 3].Value) : null;
    }

    /// <summary>The folder in a variable of the module: "data", Path("data"), Path(__file__).parent / "data".</summary>
    private static string? Variable(PythonSource source, string name)
    {
        for (var i = 0; i + 2 < source.Tokens.Count; i++)
        {
            if (source.Tokens[i].Value != name || source.Tokens[i].Indent != 0 || source.Tokens[i + 1].Value != "=")
                continue;
            List<PythonToken> value = [.. source.Tokens.Skip(i + 2).TakeWhile(token => token.Kind != PythonTokenKind.LineEnd).Take(40)];
            if (value.FindLast(token => token.Kind == PythonTokenKind.Text) is not { } text)
                return null;
            var relative = value.Exists(token => token.Value == "__file__") && !value.Exists(token => token.Value is "parents" or "cwd")
                && value.Count(token => token.Value == "parent") <= 1;
            return Clean(relative ? FilePattern.Join(ProjectFiles.DirectoryOf(source.Path), text.Value) : text.Value);
        }

        return null;
    }

    private static string? Clean(string path)
    {
        if (path.StartsWith('/'))
            return path.StartsWith("/app/", StringComparison.Ordinal) ? path["/app/".Length..].TrimEnd('/') : path.TrimEnd('/');
        return ProjectFiles.Combine("", path);
    }

    private static string? Folder(string file) => file.Length == 0 || file.EndsWith('/') ? Clean(file)
        : file.StartsWith('/') ? Clean(file[..Math.Max(1, file.LastIndexOf('/'))])
        : ProjectFiles.Combine("", ProjectFiles.DirectoryOf(file));
}
