using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>
/// Extracts the lines that list large packages from the dependency files, in a separate stage: while those lines do not change, later steps
/// that use them come from the cache.
/// </summary>
internal static class HeavyLines
{
    public const string Stage = "heavy-requirements";

    public const string Mount = $"type=bind,from={Stage},source=/heavy.txt,target=/heavy.txt";

    public const string Reason = "The lines that list them. While these do not change, the next step comes from the cache, whatever else changes in the file.";

    /// <summary>Names that can be extracted; their own dependencies are installed with them. Empty: none, or only the manager can read the files.</summary>
    public static IReadOnlyList<string> Names(PythonProject project) => CanBeRead(project)
        ? [.. project.HeavyDependencies.Where(name =>
            project.Dependencies.Any(dependency => dependency.Group is null && dependency.Name == name && dependency.Source is null
            && StandsInFile(project, dependency)))]
        : [];

    /// <summary>Commands that write /heavy.txt.</summary>
    public static IReadOnlyList<string> Commands(PythonProject project, IReadOnlyList<string> names) => (project.RequirementsFile, project.LockFile) switch
    {
        ({ } file, _) => OfRequirements(file, names),
        (_, "Pipfile.lock") =>
            [Python("import json", $"n + p['version'] for n, p in json.load(open('Pipfile.lock'))['default'].items() if n in {List(names)}")],
        (_, { } file) =>
            [Python(Toml(project), $"p['name'] + '==' + p['version'] for p in tomllib.load(open('{file}', 'rb'))['package'] if p['name'] in {List(names)}")],
        _ => [Python($"import re; {Toml(project)}",
            $"d for d in tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'] if re.match('({Pattern(names)})(?![A-Za-z0-9._-])', d, re.I)")],
    };

    /// <summary>
    /// Writes /tmp/constraints.txt from the wheels in /heavy. They may come from the cache, and an index with newer ones must not replace them.
    /// </summary>
    public static string Constraints(IReadOnlyList<string> names) =>
        $"(ls /heavy | grep -iE '^({Pattern(names)})-' | sed -E 's/^([^-]+)-([^-]+)-.*/\\1==\\2/' > /tmp/constraints.txt || true)";

    /// <summary>The import of a TOML reader in the image's Python.</summary>
    public static string Toml(PythonProject project) =>
        int.TryParse(project.PythonVersion.Chosen.AsSpan(project.PythonVersion.Chosen.IndexOf('.') + 1), out var minor) && minor < 11
            ? "from pip._vendor import tomli as tomllib" : "import tomllib";

    private static bool CanBeRead(PythonProject project) =>
        project.RequirementsFile is not null || project.LockFile is not null || project.StandardDependencies;

    // Included requirements are not searched.
    private static bool StandsInFile(PythonProject project, PythonDependency dependency) =>
        project.RequirementsFile is not { } file || dependency.Where?.File == file;

    private static string[] OfRequirements(string file, IReadOnlyList<string> names) =>
    [
        $"(grep -hiE '^ *({Pattern(names)})([^A-Za-z0-9._-]|$)' {file} > /heavy.txt || true)",
        $"(grep -hE '^ *(-i|-f|--(extra-)?index-url|--find-links)' {file} >> /heavy.txt || true)",
    ];

    private static string Pattern(IReadOnlyList<string> names) => string.Join('|', names).Replace("-", "[-_.]");

    // Locks contain normalised names.
    private static string List(IReadOnlyList<string> names) => names.Count == 1 ? $"['{names[0]}']" : $"'{string.Join(' ', names)}'.split()";

    private static string Python(string import, string lines) => $"python -c \"{import}; print(*({lines}), sep='\\n')\" > /heavy.txt";
}
