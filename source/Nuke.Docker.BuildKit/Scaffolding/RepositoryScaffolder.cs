using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding.Internal;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Looks at a repository and says what it takes to build its Python services in Docker: files, and the build around them.</summary>
public static class RepositoryScaffolder
{
    /// <summary>What would be made. Writes nothing; a second time, after it was written, nothing is left to do.</summary>
    /// <param name="directory">The folder to look through.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="PythonProjectException">A file that names dependencies can't be understood.</exception>
    /// <exception cref="DockerException">
    /// The build project can't be read (<see cref="DockerFaultKind.ProjectInvalid"/>), or there is no .NET SDK to read it with (<see cref="DockerFaultKind.SdkMissing"/>).
    /// </exception>
    public static RepositoryScaffold Plan(string directory, ScaffoldOptions? options = null)
    {
        options ??= new();
        var projects = ServiceFinder.Find(directory);
        var root = Path.GetFullPath(options.RepositoryDirectory ?? directory);
        var names = ImageNames.Of(root, projects);
        var services = projects.Select(project => ServiceFiles.Plan(project, names[project.Directory], options)).ToList();
        if (services.Count == 0)
            return new(root, [], [], [$"No Python service was found in {Path.GetFullPath(directory)}: no folder names dependencies (requirements.txt, pyproject.toml, Pipfile, setup.py)."], []);

        var (changes, notes, lines) = Wire(root, services, options);
        return new(root, services, [.. changes, Gitignore(Path.Combine(root, ".gitignore"))], notes, lines);
    }

    // The folder build is the build's own here.
    private static FileChange Gitignore(string path) => FileChange.Of(
        path, IgnoreFileEditor.AddTo(File.Exists(path) ? FileChange.ReadText(path) : "", GitignoreLines.All.Where(line => line != "build/"), "Python, Docker and the build").Text);

    private static (IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes, IReadOnlyList<string> Lines) Wire(
        string root, IReadOnlyList<ScaffoldedService> services, ScaffoldOptions options)
    {
        if (BuildProjectFinder.Find(root) is { } build)
        {
            var package = PackageReferenceWriter.Add(build, options.EmbeddedHost ? "Nuke.Docker.BuildKit.Components.Embedded" : "Nuke.Docker.BuildKit.Components", options.Version);
            var code = string.Concat(Directory.GetFiles(Path.GetDirectoryName(build)!, "*.cs").Select(File.ReadAllText));
            var missing = Lines(services.Where(service => !options.BuiltContexts.Contains(service.Project.Directory, StringComparer.Ordinal)));
            return (package.Files, [package.Reason], [.. missing.Where(line => !code.Contains(line, StringComparison.Ordinal))]);
        }

        var files = BuildProjectWriter.Create(root, Lines(services), options.EmbeddedHost);
        var kept = new[] { "build.sh", "build.ps1", "build.cmd" }.Where(name => File.Exists(Path.Combine(root, name))).ToList();
        return (files, [.. kept.Select(name => $"{name} is there and stays as it is; it doesn't start the new build.")], []);

        IEnumerable<string> Lines(IEnumerable<ScaffoldedService> built) =>
            built.Select(service => BuildProjectWriter.ImageLineOf(service.Image, Path.GetRelativePath(root, service.Project.Directory).Replace('\\', '/')));
    }
}
