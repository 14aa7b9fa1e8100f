using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Changes that make a project reference a package.</summary>
/// <param name="Files">Files to write; empty if the project references the package already.</param>
/// <param name="Reason">One sentence for a preview: what is added to which file, or how the referenced version compares.</param>
internal sealed record PackageReferenceChange(IReadOnlyList<FileChange> Files, string Reason);
