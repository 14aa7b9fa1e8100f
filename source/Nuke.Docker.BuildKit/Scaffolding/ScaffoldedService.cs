using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>A Python service that was found, and what would be written for it.</summary>
/// <param name="Project">What it is; its findings say how that was found out.</param>
/// <param name="Image">The name of its image.</param>
/// <param name="Changes">What would be written; empty: nothing.</param>
/// <param name="Notes">What is left as it is and why, a sentence each.</param>
public sealed record ScaffoldedService(PythonProject Project, string Image, IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes);
