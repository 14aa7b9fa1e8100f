using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Reads facts about a Python project from its files. Executes nothing of it.</summary>
public static class PythonProjectReader
{
    /// <summary>Reads a project.</summary>
    /// <param name="directory">The project's folder.</param>
    /// <param name="environment">Environment variables, of which <c>PYTHON_VERSION</c> is used; null: none.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="PythonProjectException">A file that declares dependencies cannot be parsed.</exception>
    public static PythonProject Read(string directory, IReadOnlyDictionary<string, string>? environment = null) =>
        Read(directory, environment, repository: null, program: null);

    /// <summary>Reads a project of a repository.</summary>
    /// <param name="repository">The repository's root, whose compose files may start the project; null: the project's folder.</param>
    /// <param name="program">The name of the program to start; null: the best one. Has no effect if the project does not have it.</param>
    /// <param name="extras">Names of extras and dependency groups to install; null: none. Those that the project does not have are ignored.</param>
    internal static PythonProject Read(
        string directory, IReadOnlyDictionary<string, string>? environment, string? repository, string? program, IReadOnlyCollection<string>? extras = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return Read(Path.GetFullPath(directory), environment, repository, program, extras, new(StringComparer.Ordinal));
    }

    private static PythonProject Read(
        string root, IReadOnlyDictionary<string, string>? environment, string? repository, string? program, IReadOnlyCollection<string>? extras,
        HashSet<string> read)
    {
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"The folder {root} does not exist.");
        read.Add(root);

        repository = repository is null ? null : Path.GetFullPath(repository);
        var facts = new ProjectFacts(new ProjectFiles(root), repository)
        {
            Workspace = repository is null || File.Exists(Path.Combine(root, "uv.lock")) ? null : Workspace.Find(root, repository),
        };
        ReadManifests(facts);
        PythonVersionDetection.ReadFiles(facts, environment ?? new Dictionary<string, string>());
        var (manager, lockFile) = ManagerDetection.Detect(facts, extras ?? []);
        var requirements = ReadRequirements(facts, manager, lockFile);
        ExtraChoice.Apply(facts, extras ?? []);
        AddInputs(facts, manager, lockFile, requirements);
        var libraries = facts.Workspace is not null ? [] : LocalLibraries.Find(
            facts, (folder, chosen) => read.Contains(folder) ? null : Read(folder, null, repository, null, chosen, read));
        return Assemble(facts, manager, lockFile, requirements, program, libraries);
    }

    /// <summary>Reads the name of a project alone, without its sources and dependencies.</summary>
    /// <exception cref="PythonProjectException">A file that may contain the name cannot be parsed.</exception>
    internal static string ReadName(string directory)
    {
        var facts = new ProjectFacts(new ProjectFiles(Path.GetFullPath(directory)), repository: null);
        ReadManifests(facts);
        return NameOf(facts);
    }

    private static string NameOf(ProjectFacts facts) =>
        facts.Name ?? PackageName.Normalize(Path.GetFileName(facts.Files.Root)) switch { "" => "app", var folder => folder };

    private static void ReadManifests(ProjectFacts facts)
    {
        new PyprojectReader(facts).Read();
        PipfileReader.Read(facts);
        SetupReader.Read(facts);
    }

    private static string? ReadRequirements(ProjectFacts facts, PackageManager manager, string? lockFile)
    {
        if (manager is not (PackageManager.Pip or PackageManager.Uv))
            return null;

        if (ManagerDetection.IsPyLock(lockFile))
            return null;
        var reader = new RequirementsReader(facts);
        // Without a project table, uv also installs from requirements.
        var main = manager == PackageManager.Pip || !facts.HasProjectTable ? ManagerDetection.FindRequirements(facts) : null;
        if (main is not null)
            reader.Read(main, null);
        foreach (var (path, group) in ManagerDetection.FindOtherRequirements(facts, main).ToList())
            reader.Read(path, group);
        return main;
    }

    private static void AddInputs(ProjectFacts facts, PackageManager manager, string? lockFile, string? requirements)
    {
        if (lockFile is not null)
            LockReader.Read(facts, lockFile);
        if (facts.Workspace is { } workspace)
        {
            // The root is the build context.
            facts.Inputs.Clear();
            facts.Inputs.AddRange([.. lockFile is null ? [] : (string[])[lockFile], PyprojectValues.File]);
            facts.Inputs.AddRange(workspace.Closure.Select(member => $"{member.Directory}/{PyprojectValues.File}"));
            return;
        }

        var first = 0;
        foreach (var path in manager == PackageManager.Pipenv ? (string?[])[PipfileReader.File, lockFile] : requirements is null
            ? [PyprojectValues.File, "setup.cfg", "setup.py", lockFile] : [])
        {
            if (path is not null && facts.Files.Exists(path) && !facts.Inputs.Contains(path)
                && (path.StartsWith("setup", StringComparison.Ordinal) is false || facts.Pyproject is null || !facts.HasProjectTable))
                facts.Inputs.Insert(first++, path);
        }
    }

    private static PythonProject Assemble(
        ProjectFacts facts, PackageManager manager, string? lockFile, string? requirements, string? program, IReadOnlyList<LocalLibrary> libraries)
    {
        var tree = new SourceTree(facts);
        var layout = new ModuleLayout(tree, facts);
        var name = NameOf(facts);
        var installable = IsInstallable(facts, layout, name);
        var version = PythonVersionDetection.Choose(facts);
        WheelTags.Decide(facts, version.Chosen);
        var start = new ProgramChoice(facts, tree, layout, installable).Choose(name, program);
        var (framework, application, command, port) = (start.Framework, start.Application, start.Command, start.Port);
        var project = new PythonProject
        {
            Directory = facts.Files.Root,
            Name = name,
            Version = facts.Version,
            PackageManager = manager,
            LockFile = lockFile,
            RequirementsFile = requirements,
            DependencyInputs = facts.Inputs,
            WorkspaceMembers = facts.Members,
            PythonVersion = version,
            Framework = framework,
            StartCommand = command,
            Application = application is { Name.Length: > 0 } ? application.ToString() : null,
            ApplicationFactory = application?.Factory ?? false,
            Port = port,
            HealthPath = port is null ? null : HealthPath(facts, tree, layout, framework, application),
            VersionTools = installable && GitVersion.Tool(facts, name) is { } tool ? [tool] : [],
            ReducesManifest = ManifestContent.Reduces(facts, manager, requirements, installable),
            InstalledGroups = facts.InstalledGroups,
            Chosen = facts.Chosen,
            NeedsSsh = facts.Dependencies.Any(dependency => dependency.Group is null && IsSsh(dependency.Source)),
            ImportRoot = facts.ImportRoot,
            Programs = start.Names,
            ReleaseCommands = facts.Release,
            WritableFolders = WriteDetection.Find(facts, tree, framework),
            SystemPackages = SystemPackageDetection.Detect(facts, installable ? OwnExtensions.Find(facts, name) : []),
            SetupCommands = SystemPackageDetection.Commands(facts),
            Dependencies = facts.Dependencies,
            StandardDependencies = facts.Pyproject.Items("project", "dependencies").Count > 0,
            LockedPackages = facts.Locked,
            HeavyDependencies = SystemPackageDetection.Heavy(facts),
            Gpu = GpuDetection.Detect(facts),
            Indexes = facts.Indexes,
            Installable = installable,
            BuildBackend = facts.BuildBackend,
            Readme = facts.Readme,
            LicenseFiles = facts.LicenseFiles,
            ConsoleScripts = facts.Scripts,
            Layout = layout.Layout,
            Packages = layout.Packages,
            TestFolders = [.. tree.TestFolders.Order(StringComparer.Ordinal)],
            NeededPaths = new NeededPaths(facts, tree).Find(),
            PrivateFiles = PrivateFiles.Find(facts, tree),
            DocumentationFolders = [.. tree.DocumentationFolders.Order(StringComparer.Ordinal)],
        };
        project = facts.Workspace is { } workspace ? InWorkspace(project, workspace) : facts.Members.Count > 0 ? WithMembers(project) : project;
        project = LocalLibraries.Add(project, facts, libraries);
        return project with { Findings = [.. facts.Findings, .. facts.Files.Skipped] };
    }

    // All members are built together.
    private static PythonProject WithMembers(PythonProject project) => project with
    {
        VersionTools =
        [
            .. project.VersionTools,
            .. project.WorkspaceMembers.SelectMany(member => ToolsOf(Read(Path.Combine(project.Directory, member.Directory)), member)),
        ],
    };

    private static IEnumerable<GitVersionTool> ToolsOf(PythonProject project, WorkspaceMember member) =>
        project.VersionTools.Select(tool => tool with { Folder = member.Directory });

    // The other members are installed as packages: what they need is needed as well.
    private static PythonProject InWorkspace(PythonProject project, Workspace workspace)
    {
        var siblings = workspace.Closure.Skip(1).Select(member => (Member: member, Project: Read(workspace.Files.Full(member.Directory)))).ToList();
        var all = siblings.Prepend((workspace.Member, Project: project)).ToList();
        return project with
        {
            VersionTools = [.. all.SelectMany(pair => ToolsOf(pair.Project, pair.Member))],
            Context = new WorkspaceContext(workspace.Files.Root, workspace.Member.Directory)
            {
                Closure = workspace.Closure,
                Paths =
                [
                    .. project.DependencyInputs.Concat(workspace.Closure.Select(member => member.Directory)).Distinct().Where(path =>
                        !workspace.Closure.Any(member => path.StartsWith($"{member.Directory}/", StringComparison.Ordinal))),
                ],
                Installed = [.. all.Where(pair => pair.Project.Installable).Select(pair => pair.Member)],
                NeededPaths = [.. all.SelectMany(pair => pair.Project.NeededPaths.Select(path => $"{pair.Member.Directory}/{path}"))],
                PrivateFiles = [.. all.SelectMany(pair => pair.Project.PrivateFiles.Select(path => $"{pair.Member.Directory}/{path}"))],
            },
            SystemPackages = new(
                [.. project.SystemPackages.Build.Concat(siblings.SelectMany(pair => pair.Project.SystemPackages.Build.Where(package =>
                    package.Dependency == pair.Member.Name))).DistinctBy(package => package.Name).OrderBy(package => package.Name, StringComparer.Ordinal)],
                project.SystemPackages.Runtime),
        };
    }

    internal static bool IsSsh(string? source) => source is not null
        && (source.StartsWith("git+ssh://", StringComparison.Ordinal) || source.StartsWith("ssh://", StringComparison.Ordinal)
            || source.StartsWith("git+git@", StringComparison.Ordinal));

    private static string? HealthPath(
        ProjectFacts facts, SourceTree tree, ModuleLayout layout, PythonFramework framework, ApplicationObject? application)
    {
        if (facts.Health is not { } health)
            return HealthDetection.Find(facts, tree, layout, framework, application);
        facts.Fact("health path", health.Path, health.Where, "The existing health check requests it.");
        return health.Path;
    }

    private static bool IsInstallable(ProjectFacts facts, ModuleLayout layout, string name)
    {
        if (facts.PackageSetting is { } setting)
            return setting;
        if (!facts.HasBuildSystem)
            return !facts.HasProjectTable && facts.Files.Exists("setup.py");
        if (!facts.BuildBackend!.StartsWith("poetry", StringComparison.Ordinal) || facts.Pyproject.Items("tool", "poetry", "packages").Count > 0)
            return true;

        // Poetry's build backend uses the folder or file with the project's name, and fails without one.
        var module = name.Replace('-', '_');
        if (layout.Packages.Any(package => ProjectFiles.NameOf(package) is var last && (last == module || last == $"{module}.py")))
            return true;
        facts.Warn("package", name, new(PyprojectValues.File),
            $"Poetry would build it from a folder {module}, which does not exist, so only the dependencies are installed. To confirm this, set package-mode " +
            $"= false in [tool.poetry].");
        return false;
    }
}
