
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads pyproject.toml: the standard tables (PEP 518, 621, 735) and those of the managers.</summary>
internal sealed partial class PyprojectReader(ProjectFacts facts)
{
    // Usual names of groups for development.
    private static readonly HashSet<string> s_development = new(StringComparer.Ordinal)
    {
        "dev", "develop", "development", "test", "tests", "testing", "lint", "linting", "docs", "doc", "typing", "types", "type", "ci", "nox", "tox", "style",
        "format", "mypy", "coverage", "build", "release", "pre-commit", "quality", "notebook", "notebooks", "check", "checks", "bench", "benchmark",
    };

    public void Read()
    {
        if (TomlFile.Read(facts.Files, PyprojectValues.File) is not { } document)
            return;

        facts.Pyproject = document;
        ReadBuildSystem(document);
        ReadProject(document);
        ReadDependencyGroups(document);
        ReadSetuptools(document);
        ReadPoetry(document);
        ReadPdm(document);
        ReadHatch(document);
        ReadUv(document);
        // uv reads these settings in the root only.
        if (facts.Workspace?.Document.Table("tool", "uv") is { } uv)
            ReadUvIndexes(uv);
    }

    private void ReadBuildSystem(TomlTable document)
    {
        if (document.RequireTable("build-system", "build-system") is not { } system)
            return;
        facts.HasBuildSystem = true;
        facts.BuildBackend = system.RequireString("build-backend", "build-system.build-backend") ?? "setuptools.build_meta:__legacy__";
        facts.BuildRequirements.AddRange(system.Items("requires").Strings().Select(text => Requirement.Parse(text, null)?.Name).OfType<string>());
        facts.Fact("build backend", facts.BuildBackend, system.Where(), "It builds the project as a package.");
    }

    private void ReadProject(TomlTable document)
    {
        if (document.RequireTable("project", "project") is not { } project)
            return;

        facts.HasProjectTable = true;
        if (project.RequireString("name", "project.name") is { } name)
            facts.Name = PackageName.Normalize(name);
        facts.Version = project.RequireString("version", "project.version");
        ReadRequiresPython(project);
        ReadReadme(project);
        ReadLicense(project);

        foreach (var value in project.RequireArray("dependencies", "project.dependencies"))
            AddRequirement(value, "project.dependencies", null, optional: false);
        foreach (var group in project.RequireTable("optional-dependencies", "project.optional-dependencies")?.Entries ?? [])
        {
            foreach (var value in (group.Value as TomlArray
                ?? throw PyprojectValues.Wrong(group.Value, $"project.optional-dependencies.{group.Key}", "an array")).Items)
                AddRequirement(value, $"project.optional-dependencies.{group.Key}", PackageName.Normalize(group.Key), optional: true);
        }

        foreach (var script in project.RequireTable("scripts", "project.scripts")?.Entries ?? [])
            AddScript(script);
    }

    private void ReadRequiresPython(TomlTable project)
    {
        if (project.RequireString("requires-python", "project.requires-python") is { } text)
            AddVersion(10, text, project["requires-python"]!.Where(), "project.requires-python sets it");
    }

    private void AddVersion(int rank, string text, SourceLocation where, string why)
    {
        if (VersionRange.Parse(text) is { } range)
            facts.Versions.Add(new(rank, text, range, Exact: false, where, why));
        else
            facts.Warn("Python version", text, where, "This is not a version specifier; it was ignored.");
    }

    private void ReadReadme(TomlTable project)
    {
        var path = project["readme"] switch
        {
            TomlString text => text.Value,
            TomlTable table => table.Text("file"),
            _ => null,
        };
        if (path is not null)
            SetReadme(path, project["readme"]!);
    }

    private void SetReadme(string path, TomlValue value)
    {
        facts.Readme = path;
        facts.Fact("readme", path, value.Where(), "Building the project requires it. Keep it in the build context.");
        if (!facts.Files.Exists(path))
            facts.Warn("readme", path, value.Where(), "It does not exist, so building the project fails.");
    }

    private void ReadLicense(TomlTable project)
    {
        if (project["license"] is TomlTable license && license.Text("file") is { } file)
            facts.LicenseFiles.Add(file);
        foreach (var pattern in project.Items("license-files").Strings())
            facts.LicenseFiles.AddRange(FilePattern.Find(facts.Files, pattern, directories: false));
        foreach (var path in facts.LicenseFiles)
            facts.Fact("license file", path, (project["license-files"] ?? project["license"])!.Where(),
                "It is part of the package. Keep it in the build context.");
    }

    private void AddRequirement(TomlValue value, string path, string? group, bool optional)
    {
        if (value is not TomlString text)
            throw PyprojectValues.Wrong(value, $"an item of {path}", "a string: \"name>=1.0\"");
        if (Requirement.Parse(text.Value, value.Where(), group, optional) is not { } dependency)
            throw new PythonProjectException(value.Where(), $"'{SafeUrl.Of(text.Value).Url}' in {path} is not a requirement",
                "Write name, name>=1.0 or name @ URL (PEP 508)");
        Add(dependency, text.Value);
    }

    private void Add(PythonDependency dependency, string text)
    {
        if (SafeUrl.Of(text).HadCredential)
            facts.Warn("credential", SafeUrl.Of(text).Url, dependency.Where,
                "The file contains a user name or password that anyone with access to it can read. Change it, and pass it to the build as a secret.");
        facts.Dependencies.Add(dependency.Local ? LocalSource.Resolve(facts, dependency) : dependency);
    }

    private void AddScript(TomlEntry script)
    {
        if (script.Value is TomlString target)
            facts.Scripts.Add(new(script.Key, target.Value, script.Value.Where()));
        else if (script.Value is TomlTable table && (table.Text("callable") ?? table.Text("reference")) is { } callable)
            facts.Scripts.Add(new(script.Key, callable, script.Value.Where()));
    }

    private void ReadDependencyGroups(TomlTable document)
    {
        if (document.RequireTable("dependency-groups", "dependency-groups") is not { } groups)
            return;
        foreach (var group in groups.Entries)
        {
            // Without [project], the groups are all that the program has.
            var runs = !facts.HasProjectTable && document.Table("tool", "poetry", "dependencies") is null
                && !s_development.Contains(PackageName.Normalize(group.Key));
            if (runs)
                facts.InstalledGroups.Add(group.Key);
            AddGroup(groups, group, runs ? null : PackageName.Normalize(group.Key), []);
        }
    }

    private void AddGroup(TomlTable groups, TomlEntry group, string? name, IReadOnlyList<string> including)
    {
        if (including.Contains(group.Key))
            throw new PythonProjectException(group.Value.Where(), $"the dependency group {group.Key} includes itself", "Remove one include-group");
        foreach (var item in (group.Value as TomlArray ?? throw PyprojectValues.Wrong(group.Value, $"dependency-groups.{group.Key}", "an array")).Items)
        {
            if (item is not TomlTable table)
                AddRequirement(item, $"dependency-groups.{group.Key}", name, optional: false);
            else if (table.Text("include-group") is { } included)
                AddGroup(groups, groups.Entries.FirstOrDefault(entry => PackageName.Normalize(entry.Key) == PackageName.Normalize(included))
                    ?? throw new PythonProjectException(item.Where(), $"the dependency group {included} does not exist",
                        $"Write one of {string.Join(", ", groups.Entries.Select(entry => entry.Key))}"), name, [.. including, group.Key]);
        }
    }

    private void ReadSetuptools(TomlTable document)
    {
        // dynamic = ["dependencies"] with setuptools: the requirements are in files.
        var files = document.Find("tool", "setuptools", "dynamic", "dependencies", "file") switch
        {
            TomlString one => [one.Value],
            TomlArray many => many.Items.Strings(),
            _ => [],
        };
        foreach (var file in files)
            new RequirementsReader(facts).Read(file, null);
    }

    private void ReadHatch(TomlTable document)
    {
        if (facts.Version is null && document.Find("tool", "hatch", "version", "path") is TomlString path)
            facts.Fact("version", path.Value, path.Where(), "Hatch reads the project's version from this file.");
    }
}
