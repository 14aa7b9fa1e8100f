using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Finds the Python services of a repository.</summary>
internal static class ServiceFinder
{
    private const int MaximumDepth = 4;

    private static readonly string[] s_manifests = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "setup.cfg"];

    // Python files in these folders are no services.
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "artifacts", "bin", "dist", "doc", "docs", "env", "examples", "node_modules", "obj", "site-packages", "test", "tests", "venv", "__pycache__",
    };

    /// <summary>
    /// Returns folders that name dependencies and have a program to start; their subfolders belong to them. A folder without such a program counts only if
    /// no subfolder counts. Sorted.
    /// </summary>
    /// <exception cref="PythonProjectException">A file with dependencies is invalid.</exception>
    public static IReadOnlyList<PythonProject> Find(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var root = Path.GetFullPath(directory);
        return Directory.Exists(root) ? Find(root, depth: 0) : throw new DirectoryNotFoundException($"The folder {root} does not exist.");
    }

    private static List<PythonProject> Find(string directory, int depth)
    {
        var project = IsProject(directory) ? PythonProjectReader.Read(directory) : null;
        // A pyproject.toml in the root often only configures tools, and the services are in subfolders.
        if (project is { StartCommand.Count: > 0, Dependencies.Count: > 0 })
            return [project];

        List<PythonProject> below = depth == MaximumDepth ? [] : [.. Children(directory).SelectMany(child => Find(child, depth + 1))];
        if (below.Count > 0)
            return below;

        return project is { StartCommand.Count: > 0 } or { Dependencies.Count: > 0 } ? [project] : [];
    }

    private static bool IsProject(string directory) =>
        s_manifests.Any(name => File.Exists(Path.Combine(directory, name))) || File.Exists(Path.Combine(directory, "requirements", "base.txt"));

    private static IEnumerable<string> Children(string directory) =>
        Directory.EnumerateDirectories(directory).Where(child => MayHoldService(new DirectoryInfo(child))).Order(StringComparer.Ordinal);

    private static bool MayHoldService(DirectoryInfo folder) =>
        !folder.Name.StartsWith('.')
        && !s_skipped.Contains(folder.Name)
        && folder.LinkTarget is null
        && !File.Exists(Path.Combine(folder.FullName, "pyvenv.cfg"));
}
