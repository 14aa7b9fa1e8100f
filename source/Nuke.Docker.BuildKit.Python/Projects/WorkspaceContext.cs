namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>The parts of a workspace that the image of one member needs. Paths are relative to its root, which is the build context.</summary>
/// <param name="Root">The full path of the root.</param>
/// <param name="Folder">The folder of the member.</param>
internal sealed record WorkspaceContext(string Root, string Folder)
{
    /// <summary>The member, and the members that it needs. The member is first.</summary>
    public IReadOnlyList<WorkspaceMember> Closure { get; init; } = [];

    /// <summary>The members that are installed as packages.</summary>
    public IReadOnlyList<WorkspaceMember> Installed { get; init; } = [];

    /// <summary>Paths that an ignore file must not exclude.</summary>
    public IReadOnlyList<string> NeededPaths { get; init; } = [];

    /// <summary>Files with passwords and databases of this machine.</summary>
    public IReadOnlyList<string> PrivateFiles { get; init; } = [];
}
