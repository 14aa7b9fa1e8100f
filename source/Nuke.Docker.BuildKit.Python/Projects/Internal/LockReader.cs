using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads the packages in uv.lock, poetry.lock, pdm.lock and Pipfile.lock.</summary>
internal static class LockReader
{
    public static void Read(ProjectFacts facts, string path)
    {
        if (path.EndsWith("Pipfile.lock", StringComparison.Ordinal))
            ReadJson(facts, path);
        else if (TomlFile.Read(facts.Files, path) is { } document)
            ReadToml(facts, document, path);
    }

    private static void ReadToml(ProjectFacts facts, TomlTable document, string path)
    {
        if (document["requires-python"] is TomlString requires && VersionRange.Parse(requires.Value) is { } range)
            facts.Versions.Add(new(11, requires.Value, range, Exact: false, requires.Where(path), "The lock is for it"));

        foreach (var package in document.Items("package").OfType<TomlTable>())
        {
            if (package.Text("name") is not { } name || IsProject(package))
                continue;
            facts.Locked.Add(new(PackageName.Normalize(name), package.Text("version")) { HasWheel = HasWheel(package, document, name) });
        }
    }

    /// <summary>uv.lock also contains the project and its workspace members.</summary>
    private static bool IsProject(TomlTable package) => package.Table("source") is { } source && (source["editable"] ?? source["virtual"]) is not null;

    private static bool? HasWheel(TomlTable package, TomlTable document, string name)
    {
        if (package["wheels"] is TomlArray wheels)
            return wheels.Items.Count > 0;
        // uv.lock omits an empty list.
        if (package["sdist"] is not null)
            return false;
        // Poetry 1.0 to 1.2 kept the files in one table at the end.
        var files = package["files"] as TomlArray ?? document.Find("metadata", "files", name) as TomlArray;
        return files?.Items.OfType<TomlTable>().Any(file => file.Text("file")?.EndsWith(".whl", StringComparison.Ordinal) ?? false);
    }

    private static void ReadJson(ProjectFacts facts, string path)
    {
        if (facts.Files.Read(path) is not { } text)
            return;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty("default", out var packages))
                return;
            foreach (var package in packages.EnumerateObject())
                facts.Locked.Add(
                    new(PackageName.Normalize(package.Name), package.Value.TryGetProperty("version", out var version) ? version.GetString()?.TrimStart('=')
                    : null));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new PythonProjectException(
                new(path, exception is JsonException { LineNumber: { } line } ? (int)line + 1 : null), "it isn't the JSON of a lock file",
                    "Recreate it with pipenv lock", exception);
        }
    }
}
