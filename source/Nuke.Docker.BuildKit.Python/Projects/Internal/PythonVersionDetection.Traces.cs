
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

// Places that mention a version without requiring one: what a project was built, tested or published with.
internal static partial class PythonVersionDetection
{
    private const string Classifier = "Programming Language :: Python :: 3.";

    /// <summary>- python=3.11: conda's own way to write a pin; >= and the like are ranges.</summary>
    private static void ReadConda(ProjectFacts facts, string file)
    {
        var lines = facts.Files.Read(file)?.Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            var item = lines[i].Trim();
            if (!item.StartsWith("- ", StringComparison.Ordinal)
                || item[2..].Split('#')[0].Trim().Trim('"', '\'').Replace(" ", "") is not { Length: > 6 } text
                || !text.StartsWith("python", StringComparison.Ordinal))
                continue;
            var version = text["python".Length..];
            if (version[0] == '=')
                AddPin(facts, 5, version.TrimStart('=').Split('=')[0].Replace(".*", ""), new(file, i + 1), $"{file} sets it");
            else if (version[0] is '<' or '>' or '!' or '~' && VersionRange.Parse(version) is { } range)
                facts.Versions.Add(new(12, version, range, Exact: false, new(file, i + 1), $"{file} sets it"));
        }
    }

    /// <summary>FROM python:3.12-slim, or the image in an ARG above it.</summary>
    private static void ReadDockerfile(ProjectFacts facts)
    {
        var lines = facts.Files.Read("Dockerfile")?.Split('\n') ?? [];
        for (var i = 0; i < lines.Length; i++)
        {
            var words = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var instruction, .. var values] || instruction.ToUpperInvariant() is not ("FROM" or "ARG"))
                continue;
            var image = values.Select(value => value.Split('=')[^1].Trim('"', '\''))
                .FirstOrDefault(value => value.StartsWith("python:3.", StringComparison.Ordinal) || value.Contains("/python:3.", StringComparison.Ordinal));
            if (image is null)
                continue;
            AddPin(facts, 6, image[(image.LastIndexOf(':') + 1)..], new("Dockerfile", i + 1), "The Dockerfile starts from it");
            return;
        }
    }

    private static void ReadClassifiers(ProjectFacts facts)
    {
        var found = facts.Pyproject.Items("project", "classifiers").OfType<TomlString>().Select(item => (Text: item.Value, Where: item.Where())).ToList();
        if (facts.Files.Read("setup.cfg") is { } configuration)
            found.AddRange(IniReader.Read(configuration).Where(entry => entry is { Section: "metadata", Key: "classifiers" })
                .SelectMany(entry => entry.Values).Select(value => (value.Text, new SourceLocation("setup.cfg", value.Line))));
        if (facts.Files.Read("setup.py") is { } script && PythonSource.Read("setup.py", script).Calls("setup").FirstOrDefault() is { } call)
            found.AddRange((call.Texts("classifiers") ?? []).Select(item => (item.Value, new SourceLocation("setup.py", item.Line))));

        AddTested(facts, 20,
            [.. found.Where(item => item.Text.StartsWith(Classifier, StringComparison.Ordinal))
            .Select(item => ($"3.{item.Text[Classifier.Length..]}", item.Where))], "Its classifiers list it");
    }

    /// <summary>envlist = py311, py312.</summary>
    private static void ReadTox(ProjectFacts facts)
    {
        if (facts.Files.Read("tox.ini") is not { } text)
            return;
        foreach (var (section, key, values) in IniReader.Read(text))
        {
            if (section == "tox" && key is "envlist" or "env_list")
            {
                AddTested(
                    facts, 21,
                    [
                        .. from value in values
                           from name in value.Text.Split([',', ' ', '{', '}', '-'], StringSplitOptions.RemoveEmptyEntries)
                           where name.StartsWith("py3", StringComparison.Ordinal)
                           select ($"3.{name[3..]}", new SourceLocation("tox.ini", values[0].Line)),
                    ],
                    "tox tests with it");
            }
        }
    }

    /// <summary>python-version: "3.12", and lists of them, in GitHub's workflows.</summary>
    private static void ReadWorkflows(ProjectFacts facts)
    {
        const string folder = ".github/workflows";
        var found = new List<(string, SourceLocation)>();
        foreach (var file in facts.Files.List(folder, directories: false).Where(name => Path.GetExtension(name) is ".yml" or ".yaml")
            .Select(name => $"{folder}/{name}"))
        {
            var lines = facts.Files.Read(file)?.Split('\n') ?? [];
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Split('#')[0].Trim().TrimStart('-')
                    .Split(':', 2, StringSplitOptions.TrimEntries) is ["python-version" or "python_version" or "python", var value])
                    found.AddRange(value.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries)
                        .Select(version => (version.Trim('"', '\''), new SourceLocation(file, i + 1))));
            }
        }

        AddTested(facts, 22, found, "A workflow runs with it");
    }

    /// <summary>Adds releases that the project is known to work with; none of them is a pin.</summary>
    private static void AddTested(ProjectFacts facts, int rank, IReadOnlyList<(string Version, SourceLocation Where)> tested, string why)
    {
        var releases = tested.Where(item => VersionRange.Numbers(item.Version) is [3, _] && item.Version[2..].All(char.IsAsciiDigit)).ToList();
        if (releases.Count > 0 && string.Join("||", releases.Select(item => item.Version).Distinct()) is var text && VersionRange.Parse(text) is { } range)
            facts.Versions.Add(new(rank, text, range, Exact: false, releases[0].Where, why));
    }
}
