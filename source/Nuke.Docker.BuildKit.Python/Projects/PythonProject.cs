using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>Facts about a Python project, read from its files. Paths are relative to <see cref="Directory"/>, with <c>/</c>.</summary>
public sealed record PythonProject
{
    /// <summary>The project's folder, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The normalised name; the folder's name if the project declares none.</summary>
    public required string Name { get; init; }

    /// <summary>The project's version; null: none, or computed when the project is built.</summary>
    public string? Version { get; init; }

    /// <summary>The tool that installs the dependencies.</summary>
    public PackageManager PackageManager { get; init; }

    /// <summary><c>uv.lock</c>, <c>poetry.lock</c>, …; null: versions aren't locked, or <c>requirements.txt</c> pins them.</summary>
    public string? LockFile { get; init; }

    /// <summary>The file that pip installs from; null: another manager, or the project itself declares its dependencies.</summary>
    public string? RequirementsFile { get; init; }

    /// <summary>
    /// All inputs of the dependency step, in reading order: requirements with their includes and constraints,
    /// <c>pyproject.toml</c>, the lock, the members' own <c>pyproject.toml</c>. Files and, for local dependencies, folders. Paths elsewhere in the repository
    /// begin with <c>..</c>.
    /// </summary>
    public IReadOnlyList<string> DependencyInputs { get; init; } = [];

    /// <summary>Projects of the workspace except its root; empty: no workspace.</summary>
    public IReadOnlyList<WorkspaceMember> WorkspaceMembers { get; init; } = [];

    /// <summary>The build context if it is above <see cref="Directory"/>; null: it is <see cref="Directory"/>.</summary>
    internal ParentContext? Context { get; init; }

    /// <summary>The workspace that the project is a member of; null: none. Its inputs are relative to the root of the workspace then.</summary>
    internal WorkspaceContext? Workspace => Context as WorkspaceContext;

    /// <summary>The folder in the build context that <see cref="DependencyInputs"/> are relative to; empty: the context itself.</summary>
    internal string ContextFolder => Workspace is null && Context is { } context ? context.Folder : "";

    /// <summary>The folders that packages are installed from, including those that these need.</summary>
    internal IReadOnlyList<LocalLibrary> Libraries { get; init; } = [];

    /// <summary>The Python version that the project runs on.</summary>
    public PythonVersion PythonVersion { get; init; } = new(PythonVersion.Default);

    /// <summary>The framework of its main program.</summary>
    public PythonFramework Framework { get; init; }

    /// <summary>Program and arguments, without a shell; empty: no program to start was found.</summary>
    public IReadOnlyList<string> StartCommand { get; init; } = [];

    /// <summary>The application object or factory: <c>app.main:app</c>; null: the framework needs none, or none was found.</summary>
    public string? Application { get; init; }

    /// <summary>True if <see cref="Application"/> is a factory function.</summary>
    public bool ApplicationFactory { get; init; }

    /// <summary>The port that it listens on; null: none.</summary>
    public int? Port { get; init; }

    /// <summary>The health check path: <c>/health</c>; null: none was found, so a check can only connect.</summary>
    public string? HealthPath { get; init; }

    /// <summary>Debian packages that the dependencies need.</summary>
    public SystemPackages SystemPackages { get; init; } = SystemPackages.None;

    /// <summary>Commands to run in the image after the dependencies are installed.</summary>
    public IReadOnlyList<SetupCommand> SetupCommands { get; init; } = [];

    /// <summary>Direct dependencies, including those of groups, in the order of the files.</summary>
    public IReadOnlyList<PythonDependency> Dependencies { get; init; } = [];

    /// <summary>True if <c>[project]</c> in <c>pyproject.toml</c> declares the dependencies (PEP 621), not a manager's own table.</summary>
    public bool StandardDependencies { get; init; }

    /// <summary>Packages in the lock file except those of development groups and extras; without a lock file, pinned packages.</summary>
    public IReadOnlyList<LockedPackage> LockedPackages { get; init; } = [];

    /// <summary>Normalised names of large packages that rarely change, such as torch, including locked ones. Sorted.</summary>
    public IReadOnlyList<string> HeavyDependencies { get; init; } = [];

    /// <summary>Its GPU requirements.</summary>
    public GpuSupport Gpu { get; init; } = GpuSupport.None;

    /// <summary>Package indexes that the project declares, except PyPI.</summary>
    public IReadOnlyList<PythonIndex> Indexes { get; init; } = [];

    /// <summary>True if the project itself is installed as a package: it has a build system, or its manager installs it.</summary>
    public bool Installable { get; init; }

    /// <summary><c>hatchling.build</c>, <c>setuptools.build_meta</c>, …; null: none is declared.</summary>
    public string? BuildBackend { get; init; }

    /// <summary>The readme declared in <c>pyproject.toml</c>, which building the project requires. Null: none is declared.</summary>
    public string? Readme { get; init; }

    /// <summary>License files declared in <c>pyproject.toml</c>, globs resolved. Building the project requires them.</summary>
    public IReadOnlyList<string> LicenseFiles { get; init; } = [];

    /// <summary>Commands that the project installs.</summary>
    public IReadOnlyList<ConsoleScript> ConsoleScripts { get; init; } = [];

    /// <summary>The location of its modules.</summary>
    public PackageLayout Layout { get; init; }

    /// <summary>Its packages (folders) and modules (files), except tests and documentation: <c>src/acme</c>, <c>app</c>, <c>main.py</c>. Sorted.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Folders of tests: <c>tests</c>. Sorted.</summary>
    public IReadOnlyList<string> TestFolders { get; init; } = [];

    /// <summary>Folders of documentation: <c>docs</c>. Sorted.</summary>
    public IReadOnlyList<string> DocumentationFolders { get; init; } = [];

    /// <summary>
    /// Existing files and folders that the build backend or the program reads, besides its modules: an ignore file must not exclude them. Sorted.
    /// </summary>
    internal IReadOnlyList<string> NeededPaths { get; init; } = [];

    /// <summary>The tools that would take versions from <c>.git</c> while the project, and the members of its workspace, are built.</summary>
    internal IReadOnlyList<GitVersionTool> VersionTools { get; init; } = [];

    /// <summary>The same tools of libraries. The folder of each is relative to the project's folder.</summary>
    internal IReadOnlyList<GitVersionTool> LibraryVersionTools =>
        [.. Libraries.SelectMany(library => library.Project.VersionTools.Select(tool => tool with { Folder = library.Folder }))];

    /// <summary>
    /// True if <c>pyproject.toml</c> also holds what does not decide the installation, such as the version and the settings of linters, so that the
    /// installation should depend on the rest of it only.
    /// </summary>
    internal bool ReducesManifest { get; init; }

    /// <summary>Dependency groups (PEP 735) that a project without <c>[project]</c> needs at run time.</summary>
    internal IReadOnlyList<string> InstalledGroups { get; init; } = [];

    /// <summary>Extras and dependency groups that were chosen for the image.</summary>
    internal IReadOnlyList<ChosenExtra> Chosen { get; init; } = [];

    /// <summary>True if a dependency is fetched with SSH.</summary>
    internal bool NeedsSsh { get; init; }

    /// <summary>The folder that must be on Python's path, relative to <see cref="Directory"/>; empty: none.</summary>
    internal string ImportRoot { get; init; } = "";

    /// <summary>Names of all programs that the project can start, the chosen one first.</summary>
    internal IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Commands that prepare a release.</summary>
    internal IReadOnlyList<ReleaseCommand> ReleaseCommands { get; init; } = [];

    /// <summary>Folders that the program writes to.</summary>
    internal IReadOnlyList<WritableFolder> WritableFolders { get; init; } = [];

    /// <summary>Files with passwords and databases of this machine, which an ignore file must exclude.</summary>
    internal IReadOnlyList<string> PrivateFiles { get; init; } = [];

    /// <summary>The source of each of these facts, and warnings.</summary>
    public IReadOnlyList<PythonFinding> Findings { get; init; } = [];
}
