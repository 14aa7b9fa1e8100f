using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Planned changes of a repository. <see cref="FileChanges.Write"/> writes <see cref="AllChanges"/>.</summary>
/// <param name="Directory">Full path of the repository.</param>
/// <param name="Services">Services that were found; empty if there are none.</param>
/// <param name="Changes">Changes outside of services: the build, .gitignore.</param>
/// <param name="Notes">Files that are not changed and the reasons, one sentence each.</param>
/// <param name="BuildLines">Lines to add to an existing build class so that it builds the services; empty if none are missing.</param>
internal sealed record RepositoryScaffold(
    string Directory,
    IReadOnlyList<ScaffoldedService> Services,
    IReadOnlyList<FileChange> Changes,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> BuildLines)
{
    /// <summary>All changes that differ from the existing files.</summary>
    public IReadOnlyList<FileChange> AllChanges { get; } = [.. Services.SelectMany(service => service.Changes).Concat(Changes).Where(change => change.Changes)];
}
