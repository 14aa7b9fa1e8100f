using System.Buffers;
using System.Globalization;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Detects the Python version from all files that mention one. A pin takes precedence over a range; ranges narrow the default.</summary>
internal static partial class PythonVersionDetection
{
    private static readonly SearchValues<char> s_operators = SearchValues.Create("<>=!~^");

    public static void ReadFiles(ProjectFacts facts, IReadOnlyDictionary<string, string> environment)
    {
        if (environment.TryGetValue("PYTHON_VERSION", out var set))
            AddPin(facts, 0, set, null, "The environment variable PYTHON_VERSION sets it");
        ReadLines(facts, 1, ".python-version", (line, _) => line, facts.Files.Exists(".python-version") ? facts.Files : facts.LockFiles);
        ReadLines(facts, 2, ".tool-versions", (line, _) => line.StartsWith("python ", StringComparison.Ordinal)
            ? line["python ".Length..].Trim() : null);
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
        var version = Find(facts);
        if (PythonReleases.EndOf(version.Chosen, DateOnly.FromDateTime(DateTime.UtcNow)) is { } end)
            facts.Warn("Python version", version.Chosen, version.Where,
                $"Python {version.Chosen} has had no security fixes since {end.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}. Use a newer release.");
        return Patched(facts, version);
    }

    /// <summary>Adds the patch that package managers require: ==3.12.4 in requires-python, python_full_version in a Pipfile.</summary>
    private static PythonVersion Patched(ProjectFacts facts, PythonVersion version)
    {
        foreach (var statement in facts.Versions.Where(statement => statement.Where?.File is PyprojectValues.File or PipfileReader.File))
        {
            var patch = statement.Text.Replace(" ", "").TrimStart('=', 'v');
            if (patch.All(character => char.IsAsciiDigit(character) || character == '.') && VersionRange.Numbers(patch).Length == 3
                && patch.StartsWith($"{version.Chosen}.", StringComparison.Ordinal))
            {
                facts.Warn("Python version", patch, statement.Where,
                    $"The project requires exactly this patch, so the image starts from it and gets no later fixes. Allow later ones: {version.Chosen}.*.");
                return version with { Patch = patch };
            }
        }

        return version;
    }

    private static PythonVersion Find(ProjectFacts facts)
    {
        var statements = facts.Versions.OrderBy(statement => statement.Rank).ToList();
        var ranges = statements.Where(statement => !statement.Exact).ToList();
        var constraint = string.Join(',', ranges.Select(statement => statement.Text.Replace(" ", "")).Distinct()) is { Length: > 0 } joined ? joined : null;
        if (statements.Find(statement => statement.Exact) is { } pin)
            return Pinned(facts, statements, pin, constraint);
        // Wheels exist longest for the default and the releases before it.
        List<string> preferred =
            [PythonVersion.Default, .. PythonReleases.Choices.SkipWhile(release => release != PythonVersion.Default).Skip(1),
                .. PythonReleases.Choices.TakeWhile(release => release != PythonVersion.Default).Reverse()];
        var allowed = preferred.Where(release => ranges.All(range => range.Range.Allows(release))).ToList();
        // A project that allows nothing newer runs on a release past its end of life.
        var chosen = allowed.FirstOrDefault() ?? PythonReleases.Past.FirstOrDefault(release => ranges.All(range => range.Range.Allows(release)));
        if (chosen is not null && allowed.MinBy(release => WheelTags.Missing(facts, release, allowed)) is { } best
            && WheelTags.Missing(facts, best, allowed) < WheelTags.Missing(facts, chosen, allowed))
        {
            facts.Fact("Python version", best, ranges.FirstOrDefault()?.Where,
                $"The lock has no wheels of {WheelTags.Missing(facts, chosen, allowed)} packages for {chosen}, "
                    + $"and of {WheelTags.Missing(facts, best, allowed)} for this one.");
            return new(best, constraint, ranges.FirstOrDefault()?.Where);
        }

        if (ranges.Count == 0)
        {
            facts.Fact("Python version", PythonVersion.Default, null, "No file sets one; this is the default.");
            return new(PythonVersion.Default);
        }

        if (chosen is null)
        {
            chosen = PythonReleases.Choices.FirstOrDefault(ranges[0].Range.Allows) ?? PythonVersion.Default;
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

    private static void AddPin(ProjectFacts facts, int rank, string text, SourceLocation? where, string why) => TryAddPin(facts, rank, text, where, why);

    /// <returns>False if the text names another interpreter, or no version.</returns>
    private static bool TryAddPin(ProjectFacts facts, int rank, string text, SourceLocation? where, string why)
    {
        // Names of interpreters: pypy3.10, cpython-3.12.1-linux-x86_64, python@3.12, cp312, 3.13t, 3.13+freethreaded.
        var version = text.Trim().Trim('"', '\'');
        foreach (var prefix in (string[])["cpython-", "cpython@", "python-", "python@", "python:", "cpython", "python", "cp"])
        {
            if (version.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                version = version[prefix.Length..];
                break;
            }
        }

        // A range: >=3.11,<3.13.
        if (version.Length > 0 && version[0] is '<' or '>' or '!' or '~' or '^' && VersionRange.Parse(version) is { } allowed)
        {
            facts.Versions.Add(new(rank, version, allowed, Exact: false, where, why));
            return true;
        }

        version = version.TrimStart('=').Split('-', '+', '*')[0].TrimEnd('.');
        // cp312, 312.
        if (version.Length is 2 or 3 && version[0] == '3' && version.All(char.IsAsciiDigit))
            version = $"3.{version[1..]}";
        var freeThreaded = version.EndsWith('t') || text.Contains("freethreaded", StringComparison.Ordinal);
        if (VersionRange.Numbers(version) is [3, _, ..] && VersionRange.Parse(version.TrimEnd('t')) is { } range)
        {
            facts.Versions.Add(new(rank, version.TrimEnd('t'), range, Exact: true, where, why));
            if (freeThreaded)
                facts.Warn("Python version", text, where, "The official images have no free-threaded build; the image uses the usual one.");
            return true;
        }

        if (VersionRange.Numbers(version) is [2, ..])
            facts.Warn("Python version", text, where, "Python 2 has had no fixes since 2020 and is not supported.");
        else if (version is not ("" or "3" or "latest" or "system"))
            facts.Warn("Python version", text, where, "This is not a version of CPython; it was ignored.");
        return false;
    }

    private static void ReadLines(ProjectFacts facts, int rank, string file, Func<string, int, string?> select, ProjectFiles? files = null)
    {
        var lines = (files ?? facts.Files).Read(file)?.Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split('#')[0].Trim();
            if (line.Length == 0 || select(line, i) is not { } versions)
                continue;
            // The first one is the default "python"; pyenv lists further ones after it, also on the same line, and "system" for the machine's own.
            var words = versions.AsSpan().ContainsAny(s_operators) ? [versions] : versions.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Any(word => TryAddPin(facts, rank, word, new(file, i + 1), $"{file} sets it")) || words.Any(word => word is not "system"))
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
