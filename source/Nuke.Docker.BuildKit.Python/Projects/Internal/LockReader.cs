using System.Text.Json;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Reads the packages of the program, without those of development groups, in uv.lock, poetry.lock, pdm.lock, Pipfile.lock and pylock.toml.</summary>
internal static class LockReader
{
    public static void Read(ProjectFacts facts, string path)
    {
        if (path.EndsWith("Pipfile.lock", StringComparison.Ordinal))
            ReadJson(facts, path);
        else if (TomlFile.Read(facts.LockFiles, path) is { } document)
            ReadToml(facts, document, path);
    }

    private static void ReadToml(ProjectFacts facts, TomlTable document, string path)
    {
        if (document["requires-python"] is TomlString requires && VersionRange.Parse(requires.Value) is { } range)
            facts.Versions.Add(new(11, requires.Value, range, Exact: false, requires.Where(path), "The lock is for it"));

        var packages = document.Items("package").Concat(document.Items("packages")).OfType<TomlTable>().Where(package => package.Text("name") is not null)
            .ToList();
        var needed = LockClosure.Of(facts, packages);
        foreach (var package in packages)
        {
            var name = PackageName.Normalize(package.Text("name")!);
            if (IsProject(package) || !needed(package, name))
                continue;
            var wheels = Wheels(package, document, package.Text("name")!);
            facts.Locked.Add(new(name, package.Text("version")) { WheelFiles = wheels, HasWheel = wheels is null ? null : wheels.Count > 0 });
        }
    }

    /// <summary>uv.lock also contains the project and its workspace members.</summary>
    internal static bool IsProject(TomlTable package) => package.Table("source") is { } source && (source["editable"] ?? source["virtual"]) is not null;

    /// <returns>Names of the wheels; null: the lock does not list files.</returns>
    private static IReadOnlyList<string>? Wheels(TomlTable package, TomlTable document, string name)
    {
        if (package["wheels"] is TomlArray wheels)
            return [.. wheels.Items.OfType<TomlTable>().Select(FileName).OfType<string>()];
        // uv.lock omits an empty list.
        if (package["sdist"] is not null)
            return [];
        // Poetry 1.0 to 1.2 kept the files in one table at the end.
        var files = package["files"] as TomlArray ?? document.Find("metadata", "files", name) as TomlArray;
        return files is null ? null
            : [.. files.Items.OfType<TomlTable>().Select(FileName).OfType<string>().Where(file => file.EndsWith(".whl", StringComparison.Ordinal))];
    }

    private static string? FileName(TomlTable file) =>
        (file.Text("file") ?? file.Text("filename") ?? file.Text("name") ?? file.Text("url") ?? file.Text("path")) is { } text
            ? Uri.UnescapeDataString(text.Split('?', '#')[0].Split('/')[^1]) : null;

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
