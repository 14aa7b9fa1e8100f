namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Detects the Python version from all files that mention one. A pin takes precedence over a range; ranges narrow the default.</summary>
internal static partial class PythonVersionDetection
{
    // Releases that get security fixes; an older one is used only if a project pins it.
    private static readonly string[] s_releases = ["3.14", "3.13", "3.12", "3.11", "3.10", "3.9", "3.8"];

    public static void ReadFiles(ProjectFacts facts, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue("PYTHON_VERSION", out var set))
            AddPin(facts, 0, set, null, "The environment variable PYTHON_VERSION sets it");
        ReadLines(facts, 1, ".python-version", (line, _) => line);
        ReadLines(facts, 2, ".tool-versions", (line, _) => line.StartsWith("python ", StringComparison.Ordinal)
            ? line["python ".Length..].Trim().Split(' ')[0] : null);
        foreach (var file in (string[])["mise.toml", ".mise.toml", "mise/config.toml", ".config/mise.toml"])
            ReadMise(facts, file);
        ReadLines(facts, 4, "runtime.txt", (line, _) => line.StartsWith("python-", StringComparison.OrdinalIgnoreCase) ? line["python-".Length..] : null);
        foreach (var file in (string[])["environment.yml", "environment.yaml"])
            ReadConda(facts, file);
        // Weak evidence is used only if no constraint was found.
        foreach (var read in (Action<ProjectFacts>[])[ReadDockerfile, ReadClassifiers, ReadTox, ReadWorkflows])
        {
            if (facts.Versions.Count == 0)
                read(facts);
        }
    }

    public static PythonVersion Choose(ProjectFacts facts)
    {
        var statements = facts.Versions.OrderBy(statement => statement.Rank).ToList();
        var ranges = statements.Where(statement => !statement.Exact).ToList();
        var constraint = string.Join(',', ranges.Select(statement => statement.Text.Replace(" ", "")).Distinct()) is { Length: > 0 } joined ? joined : null;
        if (statements.Find(statement => statement.Exact) is { } pin)
            return Pinned(facts, statements, pin, constraint);
        if (ranges.Count == 0)
        {
            facts.Fact("Python version", PythonVersion.Default, null, "No file sets one; this is the default.");
            return new(PythonVersion.Default);
        }

        var allowed = s_releases.Where(release => ranges.All(range => range.Range.Allows(release))).ToList();
        var chosen = allowed.Contains(PythonVersion.Default) ? PythonVersion.Default : allowed.FirstOrDefault();
        if (chosen is null)
        {
            chosen = s_releases.FirstOrDefault(ranges[0].Range.Allows) ?? PythonVersion.Default;
            facts.Warn("Python version", chosen, ranges[0].Where, $"No release satisfies all of {constraint}; the first constraint was used.");
        }
        else
            facts.Fact("Python version", chosen, ranges[0].Where,
                $"{ranges[0].Why}: {ranges[0].Text}; of the allowed releases, this one has wheels for nearly every package.");

        return new(chosen, constraint, ranges[0].Where);
    }

    private static PythonVersion Pinned(ProjectFacts facts, List<VersionStatement> statements, VersionStatement pin, string? constraint)
    {
        var chosen = Release(pin.Text);
        facts.Fact("Python version", chosen, pin.Where, $"{pin.Why}.");
        foreach (var other in statements.Where(other => !ReferenceEquals(other, pin) && !other.Range.Allows(chosen)))
        {
            facts.Warn(
                "Python version", chosen, other.Where,
                $"{(other.Exact ? $"Here it is {Release(other.Text)}" : $"{other.Text} is required here")}, which contradicts " +
                    $"{(pin.Where is null ? "PYTHON_VERSION" : pin.Where.ToString())}.");
        }

        return new(chosen, constraint, pin.Where);
    }

    private static string Release(string text) =>
        VersionRange.Numbers(text.TrimStart('=', '~', '^', 'v', ' ')) is [var major, var minor, ..] ? $"{major}.{minor}" : PythonVersion.Default;

    private static void AddPin(ProjectFacts facts, int rank, string text, SourceLocation? where, string why)
    {
        // Names of other interpreters: pypy3.10, cpython-3.12.1-linux-x86_64, python@3.12, 3.13t.
        var version = text.Trim();
        foreach (var prefix in (string[])["cpython-", "cpython@", "python-", "python@", "python", "cpython"])
        {
            if (version.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                version = version[prefix.Length..];
                break;
            }
        }

        version = version.Split('-')[0];
        if (VersionRange.Numbers(version) is [3, _, ..] && VersionRange.Parse(version.TrimEnd('t')) is { } range)
            facts.Versions.Add(new(rank, version, range, Exact: true, where, why));
        else if (VersionRange.Numbers(version) is [2, ..])
            facts.Warn("Python version", text, where, "Python 2 has had no fixes since 2020 and is not supported.");
        else if (version is not ("3" or "latest" or "system"))
            facts.Warn("Python version", text, where, "This is not a version of CPython; it was ignored.");
    }

    private static void ReadLines(ProjectFacts facts, int rank, string file, Func<string, int, string?> select)
    {
        var lines = facts.Files.Read(file)?.Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#' || select(line, i) is not { } version)
                continue;
            // The first one is the default "python"; pyenv lists further ones after it.
            AddPin(facts, rank, version, new(file, i + 1), $"{file} sets it");
            return;
        }
    }

    private static void ReadMise(ProjectFacts facts, string file)
    {
        if (TomlFile.Read(facts.Files, file)?.Find("tools", "python") is not { } value)
            return;
        var text = value switch
        {
            TomlString one => one.Value,
            TomlArray { Items: [TomlString first, ..] } => first.Value,
            TomlTable table => table.Text("version"),
            _ => null,
        };
        if (text is not null)
            AddPin(facts, 3, text, value.Where(file), $"{file} sets it");
    }
}
