using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Finds the Python services of a repository.</summary>
internal static class ServiceFinder
{
    private const int MaximumDepth = 4;

    // Scripts of Sphinx, setuptools, nox, pytest, invoke and Fabric.
    private static readonly string[] s_tools = ["conf.py", "setup.py", "noxfile.py", "conftest.py", "tasks.py", "fabfile.py"];

    private static readonly string[] s_manifests = 
        ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "setup.cfg", "environment.yml", "environment.yaml"];

    // Python files in these folders are no services.
    private static readonly HashSet<string> s_skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "artifacts", "benchmark", "benchmarks", "bin", "contrib", "custom_components", "dist", "doc", "docs", "e2e", "env", "example", "examples",
        "extensions", "fixtures", "integration", "integration-tests", "integration_tests", "node_modules", "notebooks", "obj", "plugins", "sample", "samples",
        "site-packages", "test", "testing", "tests", "third_party", "tools", "vendor", "venv", "__pycache__",
    };

    /// <summary>
    /// Returns folders that name dependencies and have a program to start; their subfolders belong to them. Folders without such a program count only if
    /// no folder has one. Sorted.
    /// </summary>
    /// <param name="directory">Folder to search.</param>
    /// <param name="repository">Root of the repository; <c>null</c>: the folder to search.</param>
    /// <param name="program">Name of the program to start in the services that have it; <c>null</c>: the best one of each.</param>
    /// <param name="extras">Names of extras and dependency groups that images install.</param>
    /// <param name="problems">Folders that are left out, with the reason.</param>
    /// <exception cref="PythonProjectException">A file with dependencies is invalid, and no other folder is a service.</exception>
    public static IReadOnlyList<PythonProject> Find(
        string directory, string? repository, string? program, IReadOnlyCollection<string> extras, List<string> problems)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var root = Path.GetFullPath(directory);
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"The folder {root} does not exist.");
        var search = new Search(root, Path.GetFullPath(repository ?? directory), program, extras);
        var found = search.Find(root, depth: 0);
        if (found.Exists(project => project.StartCommand.Count > 0))
            found.RemoveAll(project => project.StartCommand.Count == 0);
        if (found.Count == 0 && search.Broken.Count > 0)
            throw search.Broken[0];
        // A script without dependencies, in the folder that the user named.
        if (found.Count == 0 && search.Script() is { } script)
            found.Add(script);
        problems.AddRange(search.Broken.Select(problem => $"{problem.Message} This folder was left out."));
        problems.AddRange(search.Unsupported);
        return found;
    }

    private sealed class Search(string root, string repository, string? program, IReadOnlyCollection<string> extras)
    {
        public List<PythonProjectException> Broken { get; } = [];

        public List<string> Unsupported { get; } = [];

        public List<PythonProject> Find(string directory, int depth)
        {
            var project = IsProject(directory) ? Read(directory) : null;
            // The root of a workspace without a program of its own: each member with one is a service, whose image needs only what that member needs.
            if (project is { WorkspaceMembers.Count: > 0 } && !HasOwnCode(project)
                && project.WorkspaceMembers.Select(member => Read(Path.Combine(directory, member.Directory))).OfType<PythonProject>()
                    .Where(member => member.StartCommand.Count > 0).ToList() is { Count: > 0 } members)
                return members;
            // A pyproject.toml in the root often only configures tools, and the services are in subfolders.
            if (project is { StartCommand.Count: > 0, Dependencies.Count: > 0 } && !SharesRequirements(project))
                return [project];

            List<PythonProject> below = depth == MaximumDepth ? [] : [.. Children(directory).SelectMany(child => Find(child, depth + 1))];
            if (below.Count > 0)
                return below;

            return project is { StartCommand.Count: > 0 } or { Dependencies.Count: > 0 } ? [project] : [];
        }

        // True if the program is that of a subfolder, whose requirements include those of the project.
        private bool SharesRequirements(PythonProject project)
        {
            var start = project.Findings.FirstOrDefault(finding => finding.What == "start command")?.Where?.File;
            if (project.RequirementsFile is not { } file || start is null)
                return false;
            var shared = Path.Combine(project.Directory, file);
            for (var folder = Path.GetDirectoryName(start); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                var directory = Path.Combine(project.Directory, folder);
                if (IsProject(directory) && Read(directory)?.DependencyInputs.Any(input => Path.GetFullPath(input, directory) == shared) == true)
                    return true;
            }

            return false;
        }

        public PythonProject? Script() =>
            Directory.EnumerateFiles(root, "*.py").Any(file => !s_tools.Contains(Path.GetFileName(file))) && Read(root) is { StartCommand.Count: > 0 } project
                ? project : null;

        private PythonProject? Read(string directory)
        {
            var folder = Path.GetRelativePath(root, directory).Replace('\\', '/') is var relative and not "." ? relative : "";
            try
            {
                var project = PythonProjectReader.Read(directory, environment: null, repository, program, extras);
                if (project is { PackageManager: PackageManager.None, Dependencies.Count: 0 } && project.Findings.FirstOrDefault(finding =>
                    finding.Value == "conda") is { } conda)
                {
                    Unsupported.Add($"{(folder.Length == 0 ? "" : $"{folder}/")}{conda.Where}: {conda.Why}");
                    return null;
                }

                return project;
            }
            catch (PythonProjectException broken)
            {
                Broken.Add(broken.Below(folder));
                return null;
            }
        }
    }

    // Folders and modules that are not, and do not contain, members.
    private static bool HasOwnCode(PythonProject root) => root.Packages.Any(package =>
        !root.WorkspaceMembers.Any(member => $"{member.Directory}/".StartsWith($"{package}/", StringComparison.Ordinal)
            || package.StartsWith($"{member.Directory}/", StringComparison.Ordinal)));

    private static bool IsProject(string directory) =>
        s_manifests.Any(name => File.Exists(Path.Combine(directory, name))) || File.Exists(Path.Combine(directory, "requirements", "base.txt"))
        || Directory.GetFiles(directory, "pylock.*").Any(file => file.EndsWith(".toml", StringComparison.Ordinal))
        || (Directory.GetFiles(directory, "requirements*.txt").Length > 0 && Directory.GetFiles(directory, "*.py").Length > 0);

    /// <summary>Returns the folders that may contain services, sorted: no hidden folders, links, tests, examples and virtual environments.</summary>
    internal static IEnumerable<string> Children(string directory) =>
        new DirectoryInfo(directory).EnumerateDirectories("*", new EnumerationOptions()).Select(child => child.FullName)
            .Where(child => MayHoldService(new DirectoryInfo(child))).Order(StringComparer.Ordinal);

    private static bool MayHoldService(DirectoryInfo folder) =>
        !folder.Name.StartsWith('.')
        && !s_skipped.Contains(folder.Name)
        && folder.LinkTarget is null
        && !File.Exists(Path.Combine(folder.FullName, "pyvenv.cfg"));
}
