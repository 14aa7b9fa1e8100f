using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>The tags of the destinations that are no longer in the sources.</summary>
/// <param name="planner">Finds the repositories.</param>
/// <param name="images">All images of a run.</param>
/// <param name="done">Called with each tag when its result is known.</param>
internal sealed class StaleTags(SyncPlanner planner, IReadOnlyList<SyncImage> images, Action<SyncImage> done)
{
    /// <summary>Deletes them. Failures are noted in the images, and don't stop others.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var group in images.GroupBy(image => image.Copy))
        {
            // A source that is not complete is no reason to delete.
            if (group.Any(image => image.Status is SyncStatus.Failed or SyncStatus.Planned))
                continue;
            foreach (var image in group.Where(image => image.Status == SyncStatus.Stale))
            {
                try
                {
                    await image.MeasureAsync(() => DeleteAsync(image, cancellationToken));
                }
                catch (DockerException failure)
                {
                    image.Fail(failure);
                }

                done(image);
            }
        }
    }

    private async Task DeleteAsync(SyncImage image, CancellationToken cancellationToken)
    {
        var destination = planner.DestinationOf(image);
        if (await destination.DeleteManifestAsync(image.Reference, cancellationToken))
        {
            image.Status = SyncStatus.Deleted;
            return;
        }

        // Older registries delete manifests only, and with them all of their tags.
        if (await destination.FindManifestAsync(image.Reference, cancellationToken) is not { } manifest)
        {
            image.Status = SyncStatus.Deleted;
            return;
        }

        var kept = (await destination.TagsAsync(cancellationToken) ?? []).Where(tag => !IsStale(tag)).ToList();
        foreach (var tag in kept)
        {
            // An index needs its images, too.
            if (await destination.ReadManifestAsync(tag, cancellationToken) is { } present
                && (present.Digest == manifest.Digest || present.Children.Any(child => child.Digest == manifest.Digest)))
            {
                image.Message = $"It is kept: the registry deletes images, not tags, and {tag} needs the same image.";
                return;
            }
        }

        if (await destination.DeleteManifestAsync(manifest.Digest, cancellationToken))
            image.Status = SyncStatus.Deleted;
        else
            image.Message = "It is kept: the registry does not allow images to be deleted. Enable deletion in its configuration.";

        bool IsStale(string tag) => images.Any(other =>
            other.Status is SyncStatus.Stale or SyncStatus.Deleted
            && other.Copy.DestinationRepository == image.Copy.DestinationRepository
            && other.Reference == tag);
    }
}
