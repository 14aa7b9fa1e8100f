using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Python.Writing;
using Nuke.Docker.BuildKit.Scaffolding.Internal;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text.Changes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Plans what a repository needs to build its Python services in Docker: their files and a NUKE build.</summary>
internal static class RepositoryScaffolder
{
    /// <summary>Plans the changes. Writes nothing; after the changes are written, a second plan is empty.</summary>
    /// <param name="directory">Folder to search for services.</param>
    /// <param name="options"><c>null</c>: defaults.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="PythonProjectException">A file with dependencies is invalid.</exception>
    /// <exception cref="DockerException">
    /// The build project cannot be evaluated (<see cref="DockerFaultKind.ProjectInvalid"/>), or no .NET SDK is installed to evaluate it
    /// (<see cref="DockerFaultKind.SdkMissing"/>).
    /// </exception>
    public static RepositoryScaffold Plan(string directory, ScaffoldOptions? options = null)
    {
        options ??= new();
        List<string> problems = [];
        var projects = ServiceFinder.Find(directory, options.RepositoryDirectory, options.Program, options.Extras, problems);
        var root = Path.GetFullPath(options.RepositoryDirectory ?? directory);
        options = options with { RepositoryDirectory = root };
        var names = ImageNames.Of(root, projects);
        var services = projects.Select(project => ServiceFiles.Plan(project, names[project.Directory], options)).ToList();
        if (services.Count == 0)
        {
            var note = $"No Python service was found in {Path.GetFullPath(directory)}: no folder names dependencies "
                + "(requirements.txt, pyproject.toml, Pipfile, setup.py), and the folder itself has no Python program to start.";
            return new(root, [], [], [.. problems, note], []);
        }

        var (changes, notes, lines) = Wire(root, services, options);
        if (options.Program is { } program && !projects.Any(project => project.Programs is [var first, ..] && first == program))
            throw new DockerException(
                DockerFaultKind.ProjectInvalid,
                $"No service has a program '{program}'. Programs: {string.Join(", ", projects.SelectMany(project => project.Programs).Distinct())}.");
        var known = projects.SelectMany(project => project.Chosen).Select(choice => choice.Name).ToHashSet(StringComparer.Ordinal);
        if (options.Extras.FirstOrDefault(extra => !known.Contains(PackageName.Normalize(extra))) is { } unknown)
            throw new DockerException(
                DockerFaultKind.ProjectInvalid,
                $"No service has an extra or a group '{unknown}'. Extras and groups: {string.Join(", ", projects.SelectMany(project => project.Dependencies)
                    .Select(dependency => dependency.Group).OfType<string>().Concat(known).Distinct().Order(StringComparer.Ordinal))}.");
        return new(root, services, [.. changes, Gitignore(Path.Combine(root, ".gitignore"))], [.. problems, .. notes], lines);
    }

    // Here, the folder build contains the NUKE build. Templates of .gitignore for Python exclude every folder with this name.
    private static FileChange Gitignore(string path)
    {
        var text = File.Exists(path) ? FileChange.ReadText(path) : "";
        var lines = GitignoreLines.All.Where(line => line != "build/");
        var added = IgnoreFileEditor.AddTo(text, lines, "Python, Docker and the build").Text;
        return FileChange.Of(path, IgnoresBuild(text) ? IncludeBuild(added) : added);
    }

    // GitHub's template for Python ignores build/, so that a clone would have no build.
    private static bool IgnoresBuild(string text)
    {
        var ignored = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim().TrimStart('\uFEFF')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var pattern = line.TrimStart('!');
            if (pattern.Trim('/') is "build" or "**/build" or "build/*" or "build/**" or "**/build/*" or "**/build/**" or "[Bb]uild")
                ignored = line[0] != '!';
        }

        return ignored;
    }

    private static string IncludeBuild(string text)
    {
        var end = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var start = text.Length == 0 || text.EndsWith('\n') ? text : text + end;
        return $"{start}{end}# The build of this repository, not the output of setuptools{end}!/build/{end}!/build/**{end}/build/bin/{end}/build/obj/{end}";
    }

    private static (IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes, IReadOnlyList<string> Lines) Wire(
        string root, IReadOnlyList<ScaffoldedService> services, ScaffoldOptions options)
    {
        if (options.Host == BuildHost.None)
            return ([], [], []);
        if (BuildProjectFinder.Find(root) is { } build)
        {
            var id = options.Host switch
            {
                BuildHost.Embedded => "Nuke.Docker.BuildKit.Components.Embedded",
                BuildHost.Fallout => "Nuke.Docker.BuildKit.Fallout.Components",
                _ => "Nuke.Docker.BuildKit.Components",
            };
            var package = PackageReferenceWriter.Add(build, id, options.Version);
            var code = string.Concat(Directory.GetFiles(Path.GetDirectoryName(build)!, "*.cs").Select(File.ReadAllText));
            var missing = Lines(services.Where(
                service => service.Project.Context is not null || !options.BuiltContexts.Contains(service.Project.Directory, StringComparer.Ordinal)));
            return (package.Files, [package.Reason], [.. missing.Where(line => !code.Contains(line, StringComparison.Ordinal))]);
        }

        var files = BuildProjectWriter.Create(root, Lines(services), options.Host);
        var kept = new[] { "build.sh", "build.ps1", "build.cmd" }.Where(name => File.Exists(Path.Combine(root, name))).ToList();
        return (files, [.. kept.Select(name => $"{name} exists and is not changed; it does not start the new build.")], []);

        IEnumerable<string> Lines(IEnumerable<ScaffoldedService> built) =>
            built.Select(service => BuildProjectWriter.ImageLineOf(
                service.Image,
                Relative(service.Context),
                service.Project.Context is null ? null : Relative(Path.Combine(service.Project.Directory, "Dockerfile"))));

        string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
    }
}
