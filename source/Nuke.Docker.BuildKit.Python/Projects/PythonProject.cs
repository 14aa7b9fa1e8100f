namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>What a Python project is, read from its files. Paths are relative to <see cref="Directory"/>, with <c>/</c>.</summary>
public sealed record PythonProject
{
    /// <summary>The project's folder, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>Normalised; the folder's name where the project has none of its own.</summary>
    public required string Name { get; init; }

    /// <summary>The project's version; null: none, or made up when it is built.</summary>
    public string? Version { get; init; }

    /// <summary>What installs the dependencies.</summary>
    public PackageManager PackageManager { get; init; }

    /// <summary><c>uv.lock</c>, <c>poetry.lock</c>, …; null: versions aren't locked, or <c>requirements.txt</c> pins them.</summary>
    public string? LockFile { get; init; }

    /// <summary>The file that pip installs from; null: another manager, or the project itself names its dependencies.</summary>
    public string? RequirementsFile { get; init; }

    /// <summary>
    /// All that the dependency step reads, in the order in which it is read: requirements with what they include and constrain,
    /// <c>pyproject.toml</c>, the lock, the members' own <c>pyproject.toml</c>. Files and, for local dependencies, folders.
    /// </summary>
    public IReadOnlyList<string> DependencyInputs { get; init; } = [];

    /// <summary>Projects of the workspace without the root itself; empty: no workspace.</summary>
    public IReadOnlyList<WorkspaceMember> WorkspaceMembers { get; init; } = [];

    /// <summary>The Python that it runs on.</summary>
    public PythonVersion PythonVersion { get; init; } = new(PythonVersion.Default);

    /// <summary>What its main program is written with.</summary>
    public PythonFramework Framework { get; init; }

    /// <summary>Program and arguments, without a shell; empty: nothing to start was found.</summary>
    public IReadOnlyList<string> StartCommand { get; init; } = [];

    /// <summary>The object or factory that a server serves: <c>app.main:app</c>; null: the framework needs none, or none was found.</summary>
    public string? Application { get; init; }

    /// <summary>Whether <see cref="Application"/> is a function that makes the application.</summary>
    public bool ApplicationFactory { get; init; }

    /// <summary>The port that it listens on; null: it listens on none.</summary>
    public int? Port { get; init; }

    /// <summary>The path that answers without work or login: <c>/health</c>; null: none was found, a check can only connect.</summary>
    public string? HealthPath { get; init; }

    /// <summary>Debian packages that the dependencies need.</summary>
    public SystemPackages SystemPackages { get; init; } = SystemPackages.None;

    /// <summary>What must be run in the image once the dependencies are installed.</summary>
    public IReadOnlyList<SetupCommand> SetupCommands { get; init; } = [];

    /// <summary>All that the project asks for itself, its groups included, in the order of the files.</summary>
    public IReadOnlyList<PythonDependency> Dependencies { get; init; } = [];

    /// <summary>Whether <c>[project]</c> of <c>pyproject.toml</c> names the dependencies, as the standard has it, and not a table of the manager's own.</summary>
    public bool StandardDependencies { get; init; }

    /// <summary>What the lock holds, or what is pinned where there is none. Empty: nothing is.</summary>
    public IReadOnlyList<LockedPackage> LockedPackages { get; init; } = [];

    /// <summary>Normalised names of packages that are big and rarely change, such as torch; those that stand in the lock included. Sorted.</summary>
    public IReadOnlyList<string> HeavyDependencies { get; init; } = [];

    /// <summary>What it needs of a GPU.</summary>
    public GpuSupport Gpu { get; init; } = GpuSupport.None;

    /// <summary>Package indexes that the project names, without PyPI.</summary>
    public IReadOnlyList<PythonIndex> Indexes { get; init; } = [];

    /// <summary>Whether the project is itself installed: it has a build system, or its manager installs it.</summary>
    public bool Installable { get; init; }

    /// <summary><c>hatchling.build</c>, <c>setuptools.build_meta</c>, …; null: none is named.</summary>
    public string? BuildBackend { get; init; }

    /// <summary>The readme that <c>pyproject.toml</c> names: without it in the build context the project can't be built. Null: none is named.</summary>
    public string? Readme { get; init; }

    /// <summary>License files that <c>pyproject.toml</c> names, globs resolved. Needed in the build context like <see cref="Readme"/>.</summary>
    public IReadOnlyList<string> LicenseFiles { get; init; } = [];

    /// <summary>Commands that it brings.</summary>
    public IReadOnlyList<ConsoleScript> ConsoleScripts { get; init; } = [];

    /// <summary>Where its modules are.</summary>
    public PackageLayout Layout { get; init; }

    /// <summary>Its packages (folders) and modules (files) without tests and documentation: <c>src/acme</c>, <c>app</c>, <c>main.py</c>. Sorted.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Folders of tests: <c>tests</c>. Sorted.</summary>
    public IReadOnlyList<string> TestFolders { get; init; } = [];

    /// <summary>Folders of documentation: <c>docs</c>. Sorted.</summary>
    public IReadOnlyList<string> DocumentationFolders { get; init; } = [];

    /// <summary>How each of these was found out, and what should be looked at.</summary>
    public IReadOnlyList<PythonFinding> Findings { get; init; } = [];
}
