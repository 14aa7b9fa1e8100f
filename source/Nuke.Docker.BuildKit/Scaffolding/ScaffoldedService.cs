using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>A Python service and the planned changes for it.</summary>
/// <param name="Project">The project; its findings explain how it was analyzed.</param>
/// <param name="Image">Name of its image.</param>
/// <param name="Changes">Planned changes; empty if there are none.</param>
/// <param name="Notes">Files that are not changed and the reasons, one sentence each.</param>
internal sealed record ScaffoldedService(PythonProject Project, string Image, IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes)
{
    /// <summary>The build context: a folder above that of the project if the image needs more of the repository, otherwise the folder of the project.</summary>
    internal string Context => Project.Context?.Root ?? Project.Directory;
}
