using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>
/// Takes the lines that name big packages out of the files that name all, in a stage of its own: while those lines stay the same, what is made of
/// them comes from the cache, whatever else changes in the files.
/// </summary>
internal static class HeavyLines
{
    public const string Stage = "heavy-requirements";

    public const string Mount = $"type=bind,from={Stage},source=/heavy.txt,target=/heavy.txt";

    public const string Reason = "The lines that name them. While these stay the same, the next step is taken from the cache, whatever else changes in the file.";

    /// <summary>Names that can be taken out: what they bring along comes with them. Empty: none, or the files can't be read without the manager.</summary>
    public static IReadOnlyList<string> Names(PythonProject project) => CanBeRead(project)
        ? [.. project.HeavyDependencies.Where(name => project.Dependencies.Any(dependency => dependency.Group is null && dependency.Name == name && dependency.Source is null && StandsInFile(project, dependency)))]
        : [];

    /// <summary>Commands that write /heavy.txt.</summary>
    public static IReadOnlyList<string> Commands(PythonProject project, IReadOnlyList<string> names) => (project.RequirementsFile, project.LockFile) switch
    {
        ({ } file, _) => OfRequirements(file, names),
        (_, "Pipfile.lock") => [Python("import json", $"n + p['version'] for n, p in json.load(open('Pipfile.lock'))['default'].items() if n in {List(names)}")],
        (_, { } file) => [Python(Toml(project), $"p['name'] + '==' + p['version'] for p in tomllib.load(open('{file}', 'rb'))['package'] if p['name'] in {List(names)}")],
        _ => [Python($"import re; {Toml(project)}", $"d for d in tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'] if re.match('({Pattern(names)})(?![A-Za-z0-9._-])', d, re.I)")],
    };

    /// <summary>
    /// Writes /tmp/constraints.txt from the wheels in /heavy. They may come from the cache while an index has newer ones, which would then be installed over them.
    /// </summary>
    public static string Constraints(IReadOnlyList<string> names) => $"(ls /heavy | grep -iE '^({Pattern(names)})-' | sed -E 's/^([^-]+)-([^-]+)-.*/\\1==\\2/' > /tmp/constraints.txt || true)";

    /// <summary>What reads TOML in the image's Python.</summary>
    public static string Toml(PythonProject project) =>
        int.TryParse(project.PythonVersion.Chosen.AsSpan(project.PythonVersion.Chosen.IndexOf('.') + 1), out var minor) && minor < 11 ? "from pip._vendor import tomli as tomllib" : "import tomllib";

    private static bool CanBeRead(PythonProject project) => project.RequirementsFile is not null || project.LockFile is not null || project.StandardDependencies;

    // Included requirements aren't looked through.
    private static bool StandsInFile(PythonProject project, PythonDependency dependency) => project.RequirementsFile is not { } file || dependency.Where?.File == file;

    private static string[] OfRequirements(string file, IReadOnlyList<string> names) =>
    [
        $"(grep -hiE '^ *({Pattern(names)})([^A-Za-z0-9._-]|$)' {file} > /heavy.txt || true)",
        $"(grep -hE '^ *(-i|-f|--(extra-)?index-url|--find-links)' {file} >> /heavy.txt || true)",
    ];

    private static string Pattern(IReadOnlyList<string> names) => string.Join('|', names).Replace("-", "[-_.]");

    // Locks hold normalised names.
    private static string List(IReadOnlyList<string> names) => names.Count == 1 ? $"['{names[0]}']" : $"'{string.Join(' ', names)}'.split()";

    private static string Python(string import, string lines) => $"python -c \"{import}; print(*({lines}), sep='\\n')\" > /heavy.txt";
}
