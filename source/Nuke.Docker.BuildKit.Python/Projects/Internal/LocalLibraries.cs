namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Folders of the repository that a project installs packages from: what these need is needed as well.</summary>
internal static class LocalLibraries
{
    private static readonly string[] s_manifests = [PyprojectValues.File, "setup.py", "setup.cfg"];

    /// <summary>Finds the folders, and makes those elsewhere in the repository inputs of the dependency step.</summary>
    /// <param name="facts">The project.</param>
    /// <param name="read">Reads the project in a folder with extras; null: it was read already.</param>
    public static IReadOnlyList<LocalLibrary> Find(ProjectFacts facts, Func<string, IReadOnlyCollection<string>, PythonProject?> read)
    {
        var libraries = new List<LocalLibrary>();
        foreach (var dependency in facts.Dependencies.Where(dependency => dependency is { Local: true, Group: null, Source: not null and not "." }))
        {
            var path = dependency.Source!;
            if (!IsUsable(path) || !s_manifests.Any(name => facts.Files.Exists($"{path}/{name}")) || Read(facts, dependency, read) is not { } library)
                continue;
            foreach (var other in library.Libraries.Select(other => other with { Folder = facts.Locate(path, other.Folder)! })
                .Prepend(new(path, library)).Where(other => IsUsable(other.Folder)))
            {
                libraries.Add(other);
                if (!facts.Inputs.Exists(input => $"{other.Folder}/".StartsWith($"{input}/", StringComparison.Ordinal)))
                    facts.AddInput(other.Folder, dependency.Where);
            }
        }

        return libraries;

        bool IsUsable(string path) => LocalSource.Problem(facts, facts.Locate("", path)) is null;
    }

    /// <summary>Adds what the libraries need, and the build context that contains them.</summary>
    public static PythonProject Add(PythonProject project, ProjectFacts facts, IReadOnlyList<LocalLibrary> libraries)
    {
        project = project with
        {
            Libraries = libraries,
            NeedsSsh = project.NeedsSsh || libraries.Any(library => library.Project.NeedsSsh),
            HeavyDependencies =
            [
                .. project.HeavyDependencies.Concat(libraries.SelectMany(library => library.Project.HeavyDependencies))
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ],
            SetupCommands =
                [.. project.SetupCommands.Concat(libraries.SelectMany(library => library.Project.SetupCommands)).DistinctBy(setup => setup.Command)],
            SystemPackages = new(
                With(project.SystemPackages.Build, packages => packages.Build), With(project.SystemPackages.Runtime, packages => packages.Runtime)),
        };
        if (project.LockFile is null)
        {
            facts.Findings.AddRange(
                from library in libraries
                from finding in library.Project.Findings
                where finding.What == SystemPackageDetection.Subject
                select finding with { Where = finding.Where is { } place ? place with { File = $"{library.Folder}/{place.File}" } : null });
        }

        return project.Context is null && project.DependencyInputs.Where(ProjectFiles.IsOutside).ToList() is [_, ..] outside
            ? project with { Context = ContextOf(project, facts, outside) } : project;

        // A lock also has the dependencies of libraries, which are known from it then.
        IReadOnlyList<SystemPackage> With(IReadOnlyList<SystemPackage> own, Func<SystemPackages, IReadOnlyList<SystemPackage>> kind) =>
        [
            .. own.Concat(libraries.SelectMany(library => kind(library.Project.SystemPackages)
                    .Where(package => project.LockFile is null || package.Dependency == library.Project.Name)))
                .DistinctBy(package => package.Name).OrderBy(package => package.Name, StringComparer.Ordinal),
        ];
    }

    private static PythonProject? Read(
        ProjectFacts facts, PythonDependency dependency, Func<string, IReadOnlyCollection<string>, PythonProject?> read)
    {
        try
        {
            return read(Path.GetFullPath(facts.Files.Full(dependency.Source!)), dependency.Extras);
        }
        catch (PythonProjectException broken)
        {
            throw broken.Below(dependency.Source!);
        }
    }

    // The nearest folder that contains all of them.
    private static ParentContext ContextOf(PythonProject project, ProjectFacts facts, IReadOnlyList<string> outside)
    {
        var up = string.Join('/', Enumerable.Repeat("..", outside.Max(path => path.Split('/').Count(part => part == ".."))));
        var root = Path.GetFullPath(facts.Files.Full(up));
        var folder = Path.GetRelativePath(root, project.Directory).Replace('\\', '/');
        facts.Fact("build context", up, facts.Outside, $"It is the nearest folder that also contains {string.Join(", ", outside)}.");
        string InContext(string path) => ProjectFiles.Combine(folder, path)!;
        List<LocalLibrary> projects = [new("", project), .. project.Libraries];
        return new(root, folder)
        {
            Paths = [folder, .. outside.Select(InContext)],
            NeededPaths = [.. projects.SelectMany(other => other.Project.NeededPaths.Select(path => $"{InContext(other.Folder)}/{path}"))],
            PrivateFiles = [.. projects.SelectMany(other => other.Project.PrivateFiles.Select(path => $"{InContext(other.Folder)}/{path}"))],
        };
    }
}
