using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>What would be made of a repository. Nothing is written yet; <see cref="FileChanges.Write"/> does that with <see cref="AllChanges"/>.</summary>
/// <param name="Directory">The repository, absolute.</param>
/// <param name="Services">The services that were found; empty: none.</param>
/// <param name="Changes">What belongs to none of them: the build, .gitignore.</param>
/// <param name="Notes">What is left as it is and why, a sentence each.</param>
/// <param name="BuildLines">What the existing build class needs to build the services; empty: nothing.</param>
public sealed record RepositoryScaffold(
    string Directory, IReadOnlyList<ScaffoldedService> Services, IReadOnlyList<FileChange> Changes, IReadOnlyList<string> Notes, IReadOnlyList<string> BuildLines)
{
    /// <summary>All that would be written, without what stays the same.</summary>
    public IReadOnlyList<FileChange> AllChanges { get; } = [.. Services.SelectMany(service => service.Changes).Concat(Changes).Where(change => change.Changes)];
}
