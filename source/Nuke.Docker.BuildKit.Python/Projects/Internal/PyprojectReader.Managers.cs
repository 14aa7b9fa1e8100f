
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

// The tables of uv and PDM.
internal sealed partial class PyprojectReader
{
    private void ReadUv(TomlTable document)
    {
        if (document.Table("tool", "uv") is not { } uv)
            return;

        facts.PackageSetting = uv.Truth("package") ?? facts.PackageSetting;
        foreach (var item in uv.Items("dev-dependencies"))
            AddRequirement(item, "tool.uv.dev-dependencies", "dev", optional: false);
        ReadUvIndexes(uv);
        var indices = Enumerable.Range(0, facts.Dependencies.Count).ToLookup(i => facts.Dependencies[i].Name, StringComparer.Ordinal);
        foreach (var source in uv.Table("sources")?.Entries ?? [])
            ReadUvSource(source, indices);
        ReadWorkspace(uv);
    }

    private void ReadUvIndexes(TomlTable uv)
    {
        foreach (var index in uv.Items("index").OfType<TomlTable>())
        {
            if (index.Text("url") is { } url)
                IndexFacts.Add(facts, url, index.Where(), index.Truth("default") ?? false, index.Text("name"), index.Truth("explicit") ?? false,
                    UvCredentials(index.Text("name")));
        }

        AddUvIndexes(uv, "index-url", isDefault: true);
        AddUvIndexes(uv, "extra-index-url", isDefault: false);
        AddUvIndexes(uv, "find-links", isDefault: false);
    }

    /// <summary>uv derives the variable names from the index name: UV_INDEX_ACME_INTERNAL_PASSWORD for acme-internal.</summary>
    private static string[] UvCredentials(string? name)
    {
        if (name is null)
            return [];
        var variable = new string([.. name.ToUpperInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')]);
        return [$"UV_INDEX_{variable}_USERNAME", $"UV_INDEX_{variable}_PASSWORD"];
    }

    private void AddUvIndexes(TomlTable uv, string key, bool isDefault)
    {
        if (uv[key] is TomlString one)
            IndexFacts.Add(facts, one.Value, one.Where(), isDefault);
        foreach (var item in uv.Items(key).OfType<TomlString>())
            IndexFacts.Add(facts, item.Value, item.Where(), isDefault);
    }

    private void ReadUvSource(TomlEntry source, ILookup<string, int> indices)
    {
        var name = PackageName.Normalize(source.Key);
        var alternatives = source.Value is TomlArray array ? array.Items.OfType<TomlTable>().ToList() : source.Value is TomlTable table ? [table] : [];
        // If the choice depends on the platform, use the one for Linux.
        var chosen =
            alternatives.Find(item => item.Text("marker") is { } marker && marker.Contains("linux", StringComparison.Ordinal)
            && !marker.Contains("!=", StringComparison.Ordinal))
            ?? alternatives.Find(item => item.Text("marker") is not { } marker
                || !marker.Contains("darwin", StringComparison.Ordinal) && !marker.Contains("win32", StringComparison.Ordinal))
            ?? alternatives.FirstOrDefault();
        if (chosen is null)
            return;

        if (chosen.Text("index") is { } index)
            facts.BoundIndexes[name] = index;
        foreach (var i in indices[name])
        {
            facts.Dependencies[i] = Sourced(facts.Dependencies[i], chosen);
            // To check the lock, uv also reads what is not installed.
            if (facts.Dependencies[i] is { Local: true, Group: not null, Source: { } path } && facts.Files.Exists($"{path}/{PyprojectValues.File}"))
                facts.AddInput($"{path}/{PyprojectValues.File}", facts.Dependencies[i].Where);
        }
    }

    private PythonDependency Sourced(PythonDependency dependency, TomlTable source)
    {
        if ((source.Text("git") ?? source.Text("url")) is { } address)
        {
            if (SafeUrl.Of(address).HadCredential)
                facts.Warn("credential", SafeUrl.Of(address).Url, source.Where(),
                    "The file contains a user name or password that anyone with access to it can read. Change it, and pass it to the build as a secret.");
            return dependency with { Source = (source.Text("git") is null ? "" : "git+") + SafeUrl.Of(address).Url };
        }

        if (source.Text("path") is { } path)
            return LocalSource.Resolve(facts,
                dependency with { Source = path, Local = true, Editable = source.Truth("editable") ?? source.Truth("develop") ?? false,
                Where = source.Where() });
        if (source.Truth("workspace") is true)
            return dependency with { Local = true };
        return dependency with { Index = source.Text("index") };
    }

    private void ReadWorkspace(TomlTable uv)
    {
        if (uv.Table("workspace") is not { } workspace)
            return;
        foreach (var member in Workspace.Members(facts.Files, workspace))
        {
            var file = $"{member.Directory}/{PyprojectValues.File}";
            facts.Members.Add(member);
            facts.AddInput(file);
            facts.Fact("workspace member", member.Directory, workspace.Where(), $"It contains the project {member.Name}.");
            AddMemberDependencies(TomlFile.Read(facts.Files, file), file);
        }
    }

    /// <summary>Adds the members' dependencies, which are installed as well and may need system packages.</summary>
    private void AddMemberDependencies(TomlTable? document, string file)
    {
        foreach (var item in document.Items("project", "dependencies").OfType<TomlString>())
        {
            if (Requirement.Parse(item.Value, item.Where(file)) is { } dependency && !facts.Members.Any(member => member.Name == dependency.Name))
                facts.Dependencies.Add(dependency);
        }
    }

    private void ReadPdm(TomlTable document)
    {
        if (document.Table("tool", "pdm") is not { } pdm)
            return;

        facts.PackageSetting = pdm.Truth("distribution") ?? pdm.Truth("package-type") ?? facts.PackageSetting;
        foreach (var group in pdm.Table("dev-dependencies")?.Entries ?? [])
        {
            foreach (var item in (group.Value as TomlArray)?.Items.OfType<TomlString>() ?? [])
            {
                if (!item.Value.StartsWith("-e", StringComparison.Ordinal))
                    AddRequirement(item, $"tool.pdm.dev-dependencies.{group.Key}", PackageName.Normalize(group.Key), optional: false);
            }
        }

        foreach (var source in pdm.Items("source").OfType<TomlTable>())
        {
            if (source.Text("url") is { } url)
                IndexFacts.Add(facts, url, source.Where(), source.Text("name") == "pypi", source.Text("name"));
        }
    }
}
