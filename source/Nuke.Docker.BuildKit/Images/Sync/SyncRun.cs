using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>
/// Copies images between registries. Content is stored under its digest, and a tag moves last: an interrupted run leaves the old images, and the next one
/// sends only what is missing.
/// </summary>
/// <param name="registries">The connections.</param>
/// <param name="options">The images.</param>
/// <param name="engine">Copies what the registries can't; <c>null</c>: nothing does.</param>
/// <param name="done">Called with each image when its result is known.</param>
internal sealed class SyncRun(RegistryConnections registries, SyncOptions options, IImageCarrier? engine, Action<SyncImage> done) : IDisposable
{
    // Reading the manifests of more unchanged images would take longer than what they could save.
    private const int MostReadForMounts = 200;

    private readonly SyncPlanner _planner = new(registries, options);
    private readonly ConcurrentDictionary<(string Registry, string Digest), BlobPlace> _places = new();
    private readonly SemaphoreSlim _referrers = new(1);

    /// <summary>The images, with what was done so far.</summary>
    public IReadOnlyList<SyncImage> Images { get; private set; } = [];

    /// <summary>Compares the images, and copies what is missing. Failures are noted in the images, and don't stop others.</summary>
    /// <exception cref="DockerException">Two images have the same destination (<see cref="DockerFaultKind.InvalidSetting"/>).</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Images = await _planner.ListAsync(cancellationToken);
        await EachAsync(Images, image => _planner.PlanAsync(image, cancellationToken), options.Connections * 2, cancellationToken);
        foreach (var image in Images.Where(image => image.Status == SyncStatus.Unchanged || (options.DryRun && image.Status == SyncStatus.Failed)))
            done(image);
        if (options.DryRun)
            return;
        await FindPlacesAsync(cancellationToken);
        // What failed last time is known soonest, and the largest images, which take the longest, begin first.
        var ordered = Images.Where(image => image.Status is SyncStatus.Planned or SyncStatus.Failed)
            .OrderByDescending(image => options.FailedLastTime.Contains(image.Destination))
            .ThenByDescending(image => image.MissingBytes);
        await EachAsync(ordered, image => ExecuteAsync(image, cancellationToken), options.Connections, cancellationToken);
        if (options.DeleteStale)
            await new StaleTags(_planner, Images, done).DeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _referrers.Dispose();

    private static Task EachAsync(IEnumerable<SyncImage> images, Func<SyncImage, Task> action, int atOnce, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            images,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (image, _) => await action(image));

    private async Task FindPlacesAsync(CancellationToken cancellationToken)
    {
        if (Images.Any(image => image.Missing.Count > 0))
        {
            var targets = Images.Where(image => image.Missing.Count > 0).Select(image => image.Copy.DestinationRepository.Domain).ToHashSet();
            var present = Images.Where(image => image.Status == SyncStatus.Unchanged && targets.Contains(image.Copy.DestinationRepository.Domain));
            await EachAsync(present.Take(MostReadForMounts), AddBlobsAsync, options.Connections, cancellationToken);
        }

        foreach (var (repository, digest) in _planner.PresentBlobs)
        {
            var slash = repository.IndexOf('/', StringComparison.Ordinal);
            PlaceOf(repository[..slash], digest).Repositories.Add(repository[(slash + 1)..]);
        }

        async Task AddBlobsAsync(SyncImage image)
        {
            try
            {
                await _planner.AddPresentBlobsAsync(image, cancellationToken);
            }
            catch (RegistryException)
            {
                // Its blobs are sent then.
            }
        }
    }

    private BlobPlace PlaceOf(string registry, string digest) => _places.GetOrAdd((registry, digest), _ => new BlobPlace());

    private async Task ExecuteAsync(SyncImage image, CancellationToken cancellationToken)
    {
        try
        {
            await image.MeasureAsync(async () =>
            {
                if (image.Status == SyncStatus.Planned)
                    await CopyAsync(image, cancellationToken);
            });
        }
        catch (DockerException failure)
        {
            image.Fail(failure);
        }

        if (image.Failure is RegistryException reason && engine is not null)
            await image.MeasureAsync(() => CarryAsync(image, reason, cancellationToken));
        done(image);
    }

    private async Task CopyAsync(SyncImage image, CancellationToken cancellationToken)
    {
        var (source, destination) = (_planner.SourceOf(image), _planner.DestinationOf(image));
        await Task.WhenAll(image.Missing.Select(blob => CopyBlobAsync(image, blob, source, destination, cancellationToken)));
        var unlisted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var manifest in image.Manifests)
        {
            if (!await destination.WriteManifestAsync(manifest.Digest, manifest, cancellationToken))
                unlisted.Add(manifest.Digest);
        }

        foreach (var (digest, referrers) in image.Referrers)
        {
            if (referrers.Exists(referrer => unlisted.Contains(referrer.Digest)))
                await ListReferrersAsync(destination, digest, referrers, cancellationToken);
        }

        foreach (var (tag, manifest) in image.Companions)
            await destination.WriteManifestAsync(tag, manifest, cancellationToken);
        if (image.TagChanges)
            await destination.WriteManifestAsync(image.Copy.Patterns.Count == 0 ? image.Digest! : image.Reference, image.Manifest!, cancellationToken);
        image.Status = SyncStatus.Copied;
    }

    private async Task CopyBlobAsync(
        SyncImage image,
        Descriptor blob,
        RegistryRepository source,
        RegistryRepository destination,
        CancellationToken cancellationToken)
    {
        var place = PlaceOf(destination.Connection.Address.Name, blob.Digest);
        // Another image that needs the same blob waits until it is there.
        await place.Turn.WaitAsync(cancellationToken);
        try
        {
            if (place.Repositories.Contains(destination.Path))
                return;
            Uri? upload = null;
            if (place.Repositories.FirstOrDefault() is { } sibling)
            {
                (var mounted, upload) = await MountAsync(destination, blob, sibling, cancellationToken);
                if (mounted)
                {
                    image.AddMounted();
                    place.Repositories.Add(destination.Path);
                    return;
                }
            }

            await destination.Connection.RepeatAsync(
                async attempt =>
                {
                    // The registry may have stored the blob before the connection was interrupted.
                    if (attempt > 1 && await destination.HasBlobAsync(blob.Digest, cancellationToken))
                        return true;
                    return await registries.Options.Limit.RunAsync(
                        blob.Size,
                        async () =>
                        {
                            await destination.CopyBlobOnceAsync(source, blob, attempt == 1 ? upload : null, image.AddSent, cancellationToken);
                            return true;
                        },
                        cancellationToken);
                },
                image.Requests,
                cancellationToken);
            image.AddSentBlob();
            place.Repositories.Add(destination.Path);
        }
        finally
        {
            place.Turn.Release();
        }
    }

    private static async Task<(bool Mounted, Uri? Upload)> MountAsync(
        RegistryRepository destination,
        Descriptor blob,
        string sibling,
        CancellationToken cancellationToken)
    {
        try
        {
            var upload = await destination.MountAsync(blob.Digest, sibling, cancellationToken);
            return (upload is null, upload);
        }
        catch (RegistryException refused) when (!refused.MayPass)
        {
            // The login may have no access to the other repository.
            return (false, null);
        }
    }

    // A registry without the API for referrers lists them in an index under a tag, which clients maintain.
    private async Task ListReferrersAsync(RegistryRepository destination, string digest, List<Referrer> referrers, CancellationToken cancellationToken)
    {
        await _referrers.WaitAsync(cancellationToken);
        try
        {
            var tag = SyncPlanner.TagOf(digest);
            var present = await destination.ReadManifestAsync(tag, cancellationToken) is { } index
                ? RegistryRepository.ReferrersOf(JsonNode.Parse(index.Bytes))
                : [];
            var all = Manifest.IndexOf(present.Concat(referrers).DistinctBy(referrer => referrer.Digest).Select(referrer => referrer.Json));
            await destination.WriteManifestAsync(tag, all, cancellationToken);
        }
        finally
        {
            _referrers.Release();
        }
    }

    private async Task CarryAsync(SyncImage image, RegistryException reason, CancellationToken cancellationToken)
    {
        var onlyInEngine = reason.Status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        if (!(onlyInEngine || reason.IsUnreachable)
            // The engine copies what it has under a tag.
            || image.Copy.Platforms.Count > 0
            || image.SourceReference != image.Reference
            || !ImageReference.TryParse(image.Source, out _))
            return;
        try
        {
            // If the source responded, its image is the right one, and that of the engine may be older.
            var pull = reason.IsUnreachable || image.Digest is not null;
            if (await engine!.CarryAsync(image.Source, image.Destination, pull, cancellationToken) is not { } digest)
                return;
            image.Carried(digest, $"{reason.Message} It was copied through the engine.");
        }
        catch (DockerException failure)
        {
            image.Fail(new DockerException(DockerFaultKind.SyncFailed, $"{reason.Message} The engine can't copy it either: {failure.Message}", failure));
        }
    }

    /// <summary>The repositories of a registry that have a blob.</summary>
    private sealed class BlobPlace
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public HashSet<string> Repositories { get; } = new(StringComparer.Ordinal);
    }
}
