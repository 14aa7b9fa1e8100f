namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>
/// A build context above the project's folder: the nearest folder that also contains what the project installs from the repository. Paths are relative to
/// its root.
/// </summary>
/// <param name="Root">The full path of the root.</param>
/// <param name="Folder">The folder of the project.</param>
internal record ParentContext(string Root, string Folder)
{
    /// <summary>The files and folders that the image needs.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Paths that an ignore file must not exclude.</summary>
    public IReadOnlyList<string> NeededPaths { get; init; } = [];

    /// <summary>Files with passwords and databases of this machine.</summary>
    public IReadOnlyList<string> PrivateFiles { get; init; } = [];
}

/// <summary>The root of a workspace as the build context of one member.</summary>
/// <param name="Root">The full path of the root.</param>
/// <param name="Folder">The folder of the member.</param>
internal sealed record WorkspaceContext(string Root, string Folder) : ParentContext(Root, Folder)
{
    /// <summary>The member, and the members that it needs. The member is first.</summary>
    public IReadOnlyList<WorkspaceMember> Closure { get; init; } = [];

    /// <summary>The members that are installed as packages.</summary>
    public IReadOnlyList<WorkspaceMember> Installed { get; init; } = [];
}
