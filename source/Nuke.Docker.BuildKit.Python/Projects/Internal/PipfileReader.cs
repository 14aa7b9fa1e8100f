
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

internal static class PipfileReader
{
    public const string File = "Pipfile";

    public static void Read(ProjectFacts facts)
    {
        if (TomlFile.Read(facts.Files, File) is not { } document)
            return;

        foreach (var source in document.Items("source").OfType<TomlTable>())
        {
            if (source.Text("url") is { } url)
                IndexFacts.Add(facts, url, source.Where(File), source.Text("name") == "pypi", source.Text("name"));
        }

        foreach (var key in (string[])["python_full_version", "python_version"])
        {
            if (document.Find("requires", key) is TomlString version && VersionRange.Parse(version.Value.Split('.') is [var major, var minor, ..]
                ? $"{major}.{minor}" : version.Value) is { } range)
                facts.Versions.Add(new(5, version.Value, range, Exact: version.Value != "*", version.Where(File), "Pipfile requires it"));
        }

        Add(facts, document.Table("packages"), null);
        Add(facts, document.Table("dev-packages"), "dev");
    }

    private static void Add(ProjectFacts facts, TomlTable? table, string? group)
    {
        foreach (var entry in table?.Entries ?? [])
        {
            var dependency = new PythonDependency(PackageName.Normalize(entry.Key)) { Group = group, Where = new(File, entry.Line) };
            facts.Dependencies.Add(entry.Value switch
            {
                TomlString version => dependency with { Specifier = version.Value == "*" ? "" : version.Value.Replace(" ", "") },
                TomlTable details => Described(facts, dependency, details),
                _ => throw new PythonProjectException(dependency.Where, $"the package {entry.Key} has the type {entry.Value.Kind}",
                    "Write a string or a table: \"*\""),
            });
        }
    }

    private static PythonDependency Described(ProjectFacts facts, PythonDependency dependency, TomlTable details)
    {
        var described = dependency with
        {
            Specifier = details.Text("version") is { } version && version != "*" ? version.Replace(" ", "") : "",
            Extras = [.. details.Items("extras").Strings().Select(PackageName.Normalize)],
            Marker = details.Text("markers"),
            Index = details.Text("index"),
            Editable = details.Truth("editable") ?? false,
        };
        if (described.Index is { } index)
            facts.BoundIndexes[dependency.Name] = index;
        if (details.Text("git") is { } git)
            return described with { Source = $"git+{SafeUrl.Of(git).Url}" };
        if ((details.Text("file") ?? details.Text("url")) is { } address)
            return Requirement.Sourced(described, address) is { Local: true } local ? LocalSource.Resolve(facts, local) : Requirement.Sourced(described,
                address);
        return details.Text("path") is { } path ? LocalSource.Resolve(facts, described with { Source = path, Local = true }) : described;
    }
}
