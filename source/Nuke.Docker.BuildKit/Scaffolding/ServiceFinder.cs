using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Finds the Python services of a repository.</summary>
public static class ServiceFinder
{
    private const int MaximumDepth = 4;

    private static readonly string[] s_manifests = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "setup.cfg"];

    // Python in these is no service of its own.
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "artifacts", "bin", "dist", "doc", "docs", "env", "examples", "node_modules", "obj", "site-packages", "test", "tests", "venv", "__pycache__",
    };

    /// <summary>
    /// Folders that name dependencies and have a program to start; what lies below one of them belongs to it. A folder that has no such
    /// program counts where nothing below it does. Sorted.
    /// </summary>
    /// <exception cref="PythonProjectException">A file that names dependencies can't be understood.</exception>
    public static IReadOnlyList<PythonProject> Find(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var root = Path.GetFullPath(directory);
        return Directory.Exists(root) ? Find(root, depth: 0) : throw new DirectoryNotFoundException($"There is no folder {root}.");
    }

    private static List<PythonProject> Find(string directory, int depth)
    {
        var project = IsProject(directory) ? PythonProjectReader.Read(directory) : null;
        // A pyproject.toml at the top often only configures tools, and the services lie below.
        if (project is { StartCommand.Count: > 0, Dependencies.Count: > 0 })
            return [project];

        List<PythonProject> below = depth == MaximumDepth ? [] : [.. Children(directory).SelectMany(child => Find(child, depth + 1))];
        if (below.Count > 0)
            return below;

        return project is { StartCommand.Count: > 0 } or { Dependencies.Count: > 0 } ? [project] : [];
    }

    private static bool IsProject(string directory) =>
        s_manifests.Any(name => File.Exists(Path.Combine(directory, name))) || File.Exists(Path.Combine(directory, "requirements", "base.txt"));

    private static IEnumerable<string> Children(string directory) => Directory.EnumerateDirectories(directory)
        .Where(child => Path.GetFileName(child) is var name && !name.StartsWith('.') && !s_skipped.Contains(name) && !File.Exists(Path.Combine(child, "pyvenv.cfg")))
        .Where(child => new DirectoryInfo(child).LinkTarget is null)
        .Order(StringComparer.Ordinal);
}
