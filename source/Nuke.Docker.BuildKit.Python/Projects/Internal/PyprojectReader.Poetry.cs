
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

// Poetry's own tables from before it supported PEP 621; many projects still use them.
internal sealed partial class PyprojectReader
{
    // The group of an optional dependency that no extra names.
    private const string NoExtra = "extras";

    private void ReadPoetry(TomlTable document)
    {
        if (document.Table("tool", "poetry") is not { } poetry)
            return;

        facts.Name ??= poetry.Text("name") is { } name ? PackageName.Normalize(name) : null;
        facts.Version ??= poetry.Text("version");
        facts.PackageSetting = poetry.Truth("package-mode") ?? facts.PackageSetting;
        if (facts.Readme is null && poetry["readme"] is { } readme)
        {
            foreach (var path in readme is TomlArray many ? many.Items.Strings() : readme is TomlString one ? [one.Value] : [])
                SetReadme(path, readme);
        }

        AddPoetryDependencies(poetry.Table("dependencies"), null);
        NameExtras(poetry.Table("extras"));
        AddPoetryDependencies(poetry.Table("dev-dependencies"), "dev");
        foreach (var group in poetry.Table("group")?.Entries ?? [])
            AddPoetryDependencies((group.Value as TomlTable).Table("dependencies"), group.Key == "main" ? null : PackageName.Normalize(group.Key));
        foreach (var script in poetry.Table("scripts")?.Entries ?? [])
            AddScript(script);
        foreach (var source in poetry.Items("source").OfType<TomlTable>())
            AddPoetrySource(source);
    }

    /// <summary>Repeats an optional dependency for each extra that names it, as [project.optional-dependencies] does.</summary>
    private void NameExtras(TomlTable? extras)
    {
        List<PythonDependency> named =
        [
            .. from extra in extras?.Entries ?? []
               from package in (extra.Value as TomlArray)?.Items.Strings() ?? []
               from dependency in facts.Dependencies
               where dependency.Group == NoExtra && dependency.Name == Requirement.Parse(package, null)?.Name
               select dependency with { Group = PackageName.Normalize(extra.Key) },
        ];
        facts.Dependencies.RemoveAll(dependency => dependency.Group == NoExtra && named.Exists(other => other.Name == dependency.Name));
        facts.Dependencies.AddRange(named);
    }

    private void AddPoetrySource(TomlTable source)
    {
        if (source.Text("url") is not { } url)
            return;
        var name = source.Text("name");
        var priority = source.Text("priority");
        var variable = name is null ? null
            : new string([.. name.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
        IndexFacts.Add(
            facts, url, source.Where(), priority is "default" or "primary" || (source.Truth("default") ?? false), name, priority is "explicit",
            variable is null ? [] : [$"POETRY_HTTP_BASIC_{variable}_USERNAME", $"POETRY_HTTP_BASIC_{variable}_PASSWORD"]);
    }

    private void AddPoetryDependencies(TomlTable? table, string? group)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < facts.Dependencies.Count; i++)
        {
            if (facts.Dependencies[i].Group == group)
                before.TryAdd(facts.Dependencies[i].Name, i);
        }

        foreach (var entry in table?.Entries ?? [])
        {
            if (entry.Key == "python")
            {
                if (entry.Value is TomlString version)
                    AddVersion(10, version.Value, version.Where(), "Poetry's dependencies set it");
                continue;
            }

            // Several constraints for several platforms or Python versions: use the first.
            var value = entry.Value is TomlArray { Items: [var first, ..] } ? first : entry.Value;
            var dependency = new PythonDependency(PackageName.Normalize(entry.Key)) { Group = group, Where = new(PyprojectValues.File, entry.Line) };
            // [project] may declare it already; then this adds a source.
            var known = before.GetValueOrDefault(dependency.Name, -1);
            dependency = known >= 0 && group is null ? facts.Dependencies[known] : dependency;
            dependency = value switch
            {
                TomlString version => dependency with { Specifier = PoetryConstraint.ToSpecifier(version.Value) },
                TomlTable details => PoetryDependency(dependency, details, group),
                _ => throw PyprojectValues.Wrong(value, $"the dependency {entry.Key}", "a string or a table: \"^1.0\""),
            };
            if (known >= 0)
                facts.Dependencies[known] = dependency;
            else
                facts.Dependencies.Add(dependency);
        }
    }

    private PythonDependency PoetryDependency(PythonDependency dependency, TomlTable details, string? group)
    {
        var described = dependency with
        {
            Specifier = details.Text("version") is { } version ? PoetryConstraint.ToSpecifier(version) : dependency.Specifier,
            Extras = [.. details.Items("extras").Strings().Select(PackageName.Normalize), .. dependency.Extras],
            Marker = details.Text("markers") ?? dependency.Marker,
            Optional = dependency.Optional || (group is null && (details.Truth("optional") ?? false)),
            Group = group is null && (details.Truth("optional") ?? false) ? NoExtra : dependency.Group,
            Index = details.Text("source") ?? dependency.Index,
        };
        if (details.Text("source") is { } source)
            facts.BoundIndexes[dependency.Name] = source;
        return details.Text("git") is null && details.Text("url") is null && details.Text("path") is null ? described
            : Sourced(described, details) with { Index = described.Index };
    }
}
