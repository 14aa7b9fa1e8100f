using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>What it takes that a project references a package.</summary>
/// <param name="Files">What would be written; empty: the reference is there.</param>
/// <param name="Reason">One sentence for a preview: what is added where, or which version is there already and how it compares.</param>
public sealed record PackageReferenceChange(IReadOnlyList<FileChange> Files, string Reason);
