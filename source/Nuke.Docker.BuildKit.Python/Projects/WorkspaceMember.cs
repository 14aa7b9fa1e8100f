namespace Nuke.Docker.BuildKit.Python.Projects;

/// <summary>A project of a uv workspace.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Directory">Relative to the workspace's root, with <c>/</c>.</param>
public sealed record WorkspaceMember(string Name, string Directory);
