namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Finds files of a project that must not be in an image although their names do not say so, and reports passwords in them.</summary>
internal static class PrivateFiles
{
    private static readonly string[] s_configurations =
        ["pip.conf", "pip.ini", ".pip/pip.conf", ".config/pip/pip.conf", "uv.toml", "poetry.toml", "auth.toml", ".pypirc", ".netrc", "_netrc"];

    /// <returns>Files to exclude, relative to the project's folder.</returns>
    public static IReadOnlyList<string> Find(ProjectFacts facts, SourceTree tree) =>
    [
        .. s_configurations.Where(path => HasPassword(facts, path)).ToList(),
        .. Databases(facts, tree),
    ];

    /// <summary>Databases, and the files beside them with what is not yet in them; none that the program opens only to read.</summary>
    private static List<string> Databases(ProjectFacts facts, SourceTree tree)
    {
        var candidates = tree.DatabaseFiles.Where(path => SourceTree.IsSidecar(path) || IsDatabase(facts.Files, path)).ToList();
        if (candidates.Count == 0)
            return candidates;
        var read = tree.Sources.SelectMany(source => source.Tokens).Where(token => token.Kind == PythonTokenKind.Text
            && (token.Value.Contains("mode=ro", StringComparison.Ordinal) || token.Value.Contains("immutable=1", StringComparison.Ordinal)))
            .Select(token => token.Value).ToList();
        candidates.RemoveAll(path => read.Exists(text => text.Contains($"{ProjectFiles.NameOf(path)}?", StringComparison.Ordinal)));
        foreach (var path in candidates.Where(path => !SourceTree.IsSidecar(path)))
            facts.Fact("database", path, new(path),
                $"It is state of this machine, so the build context does not contain it. If the program ships with it, add !{path} to .dockerignore.");
        return candidates;
    }

    private static bool HasPassword(ProjectFacts facts, string path)
    {
        if (!facts.Files.Exists(path) || facts.Files.Read(path) is not { } text)
            return false;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            var words = line.Split([' ', '\t', '=', '"', '\'', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Any(word => word.Contains("://", StringComparison.Ordinal) && SafeUrl.Of(word).HadCredential)
                || words is ["password" or "token", _, ..] || (path.EndsWith("netrc", StringComparison.Ordinal) && words.Contains("password")))
            {
                facts.Warn("credential", path, new(path, i + 1),
                    "The file contains a password or token. It is excluded from the build context. "
                        + "If it was committed or sent, change the password; pass it to " +
                    "the build as a secret.");
                return true;
            }
        }

        return false;
    }

    /// <summary>True for SQLite; other formats share the extension.</summary>
    private static bool IsDatabase(ProjectFiles files, string path)
    {
        try
        {
            using var stream = new FileInfo(files.Full(path)) is { Length: >= 16 } file ? file.OpenRead() : null;
            Span<byte> head = stackalloc byte[15];
            return stream is not null && stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length
                && head.SequenceEqual("SQLite format 3"u8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
