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

    /// <summary>
    /// Names of large packages in an exact version, which are installed without their dependencies: to resolve them apart from the others could choose
    /// versions that the others do not allow. Empty: none.
    /// </summary>
    public static IReadOnlyList<string> Names(PythonProject project)
    {
        if (project.LockFile is not null && project.PackageManager != PackageManager.Pip)
        {
            var locked = project.LockedPackages.Where(package => package.Version is not null).Select(package => package.Name).ToHashSet(StringComparer.Ordinal);
            var sourced = project.Dependencies.Where(dependency => dependency.Source is not null).Select(dependency => dependency.Name)
                .ToHashSet(StringComparer.Ordinal);
            return [.. project.HeavyDependencies.Where(name => locked.Contains(name) && !sourced.Contains(name))];
        }

        if (project.RequirementsFile is not { } file)
            return [];
        // All of them, as pip-compile and pip freeze write them. Included files are not searched.
        var own = project.Dependencies.Where(dependency => dependency.Group is null).ToList();
        return own.All(dependency => dependency.Source is not null || IsExact(dependency))
            ? [.. project.HeavyDependencies.Where(name => own.Exists(dependency => dependency.Name == name && dependency.Source is null
                && dependency.Where?.File == file))]
            : [];
    }

    private static bool IsExact(PythonDependency dependency) =>
        dependency.Specifier.StartsWith("==", StringComparison.Ordinal) && !dependency.Specifier.Contains('*') && !dependency.Specifier.Contains(',');

    /// <summary>Commands that write /heavy.txt.</summary>
    public static IReadOnlyList<string> Commands(PythonProject project, IReadOnlyList<string> names) => (project.RequirementsFile, project.LockFile) switch
    {
        ({ } file, _) => OfRequirements(file, names),
        (_, "Pipfile.lock") =>
            [Python("import json",
                $"n + p['version'] for n, p in json.load(open('Pipfile.lock'))['default'].items() if n in {List(names)} and 'version' in p")],
        (_, var file) =>
            [Python(Toml(project), $"p['name'] + '==' + p['version'] for p in tomllib.load(open('{file}', 'rb'))['package'] if p['name'] in {List(names)}")],
    };

    /// <summary>
    /// Writes /tmp/constraints.txt from the wheels in /heavy. They may come from the cache, and an index with newer ones must not replace them.
    /// </summary>
    public static string Constraints(IReadOnlyList<string> names) =>
        $"(ls /heavy | grep -iE '^({Pattern(names)})-' | sed -E 's/^([^-]+)-([^-]+)-.*/\\1==\\2/' > /tmp/constraints.txt || true)";

    /// <summary>13 for Python 3.13.</summary>
    public static int Minor(PythonProject project) =>
        int.TryParse(project.PythonVersion.Chosen.AsSpan(project.PythonVersion.Chosen.IndexOf('.') + 1), out var minor) ? minor : int.MaxValue;

    /// <summary>The import of a TOML reader in the image's Python.</summary>
    public static string Toml(PythonProject project) =>
        Minor(project) < 11
            ? "from pip._vendor import tomli as tomllib" : "import tomllib";

    // As pip reads the file: UTF-16 and byte order marks, continued lines, comments.
    private static string[] OfRequirements(string file, IReadOnlyList<string> names) =>
    [
        Python($"import re; from pip._internal.req.req_file import preprocess; b = open('{file}', 'rb').read(); "
                + "t = b.decode('utf-16' if b[:2] in (b'\\xff\\xfe', b'\\xfe\\xff') else 'utf-8-sig')",
            $"s for _, l in preprocess(t) for s in [l.strip()] if re.match('({Pattern(names)})(?![A-Za-z0-9._-])"
                + "|(-i|-f|--(extra-)?index-url|--find-links)(?![a-z])', s, re.I)"),
    ];

    private static string Pattern(IReadOnlyList<string> names) => string.Join('|', names).Replace("-", "[-_.]");

    // Locks contain normalised names.
    private static string List(IReadOnlyList<string> names) => names.Count == 1 ? $"['{names[0]}']" : $"'{string.Join(' ', names)}'.split()";

    private static string Python(string import, string lines) => $"python -c \"{import}; print(*({lines}), sep='\\n')\" > /heavy.txt";
}
