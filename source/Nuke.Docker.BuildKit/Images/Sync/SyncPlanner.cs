using System.Collections.Concurrent;
using System.Net;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>Determines what has to be copied. Digests are compared first: an unchanged image without referrers takes two requests.</summary>
/// <param name="registries">The connections.</param>
/// <param name="options">The images.</param>
internal sealed partial class SyncPlanner(RegistryConnections registries, SyncOptions options)
{
    private readonly ConcurrentDictionary<(string Repository, string Digest), Lazy<Task<bool>>> _blobs = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>?>>> _tags = new(StringComparer.Ordinal);

    /// <summary>The blobs that are in a repository of a destination.</summary>
    public IEnumerable<(string Repository, string Digest)> PresentBlobs =>
        _blobs.Where(blob => blob.Value is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: true } }).Select(blob => blob.Key);

    /// <summary>Returns the images of all copies by the patterns of their tags, and tags of the destination that are no longer in the source.</summary>
    /// <exception cref="InvalidSettingException">Two images have the same destination.</exception>
    public async Task<IReadOnlyList<SyncImage>> ListAsync(CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(options.Copies.Select(copy => ListAsync(copy, cancellationToken)));
        var images = new Dictionary<string, SyncImage>(StringComparer.Ordinal);
        foreach (var image in lists.SelectMany(list => list))
        {
            if (!images.TryAdd(image.Destination, image) && images[image.Destination].Source != image.Source)
            {
                throw new InvalidSettingException(
                    "destination of images",
                    $"{images[image.Destination].Source} and {image.Source} would both be copied to {image.Destination}; give them different repositories");
            }
        }

        return [.. images.Values];
    }

    /// <summary>Plans the copy of an image. A failure is noted in it.</summary>
    public async Task PlanAsync(SyncImage image, CancellationToken cancellationToken)
    {
        if (image.Status != SyncStatus.Pending)
            return;
        try
        {
            await image.MeasureAsync(async () =>
            {
                await CompareAsync(image, cancellationToken);
                await FindMissingAsync(image, cancellationToken);
            });
            image.Status = image.HasChanges ? SyncStatus.Planned : SyncStatus.Unchanged;
        }
        catch (DockerException failure)
        {
            image.Fail(failure);
        }
    }

    /// <summary>The repository from which an image is copied.</summary>
    public RegistryRepository SourceOf(SyncImage image) =>
        registries.Repository(image.Copy.SourceRepository.Domain, image.Copy.SourceRepository.Path, "pull", image.Requests);

    /// <summary>The repository to which an image is copied.</summary>
    public RegistryRepository DestinationOf(SyncImage image) => registries.Repository(
        image.Copy.DestinationRepository.Domain,
        image.Copy.DestinationRepository.Path,
        options.DryRun ? "pull" : options.DeleteStale ? "pull,push,delete" : "pull,push",
        image.Requests);

    /// <summary>Adds the blobs of an image that is in the destination, so that others can take them from there.</summary>
    public async Task AddPresentBlobsAsync(SyncImage image, CancellationToken cancellationToken)
    {
        var destination = DestinationOf(image);
        var pending = new Stack<string>([image.Digest!]);
        while (pending.TryPop(out var digest))
        {
            if (await destination.ReadManifestAsync(digest, cancellationToken) is not { } manifest)
                continue;
            foreach (var child in manifest.Children)
                pending.Push(child.Digest);
            foreach (var blob in manifest.Blobs)
                _blobs.TryAdd((destination.Name, blob.Digest), new(Task.FromResult(true)));
        }
    }

    private async Task<IReadOnlyList<SyncImage>> ListAsync(ImageCopy copy, CancellationToken cancellationToken)
    {
        var patterns = copy.Patterns;
        if (patterns.Count == 0)
            return [new SyncImage(copy, copy.Digest!)];
        List<string> exact = [.. patterns.Select(pattern => pattern.Exact).OfType<string>()];
        if (patterns.All(pattern => pattern.Exact is not null))
            return [.. exact.Distinct(StringComparer.Ordinal).Select(tag => new SyncImage(copy, tag))];

        var failed = new SyncImage(copy, string.Join(' ', patterns));
        try
        {
            var tags = await TagsAsync(SourceOf(failed), cancellationToken)
                ?? throw Missing($"{copy.SourceRepository.Name} does not exist. Check the name of the repository.");
            List<string> selected = [.. TagPattern.Select(patterns, tags).Union(exact, StringComparer.Ordinal)];
            if (selected.Count == 0)
                throw Missing($"No tag of {copy.SourceRepository.Name} matches {string.Join(' ', patterns)}. {Known(tags)}");
            IEnumerable<SyncImage> stale = options.FindStale ? await StaleAsync(copy, patterns, tags, failed, cancellationToken) : [];
            return [.. selected.Select(tag => new SyncImage(copy, tag)), .. stale];
        }
        catch (DockerException failure)
        {
            failed.Fail(failure);
            return [failed];
        }
    }

    private async Task<IEnumerable<SyncImage>> StaleAsync(
        ImageCopy copy,
        IReadOnlyList<TagPattern> patterns,
        IReadOnlyList<string> tags,
        SyncImage image,
        CancellationToken cancellationToken)
    {
        var present = await DestinationOf(image).TagsAsync(cancellationToken) ?? [];
        return TagPattern.Select(patterns, present).Except(tags, StringComparer.Ordinal).Select(tag => new SyncImage(copy, tag) { Status = SyncStatus.Stale });
    }

    private async Task CompareAsync(SyncImage image, CancellationToken cancellationToken)
    {
        var (source, destination) = (SourceOf(image), DestinationOf(image));
        var present = destination.FindManifestAsync(image.Reference, cancellationToken);
        // Both fail if a registry can't be reached: the source is reported.
        _ = present.ContinueWith(task => task.Exception, TaskScheduler.Default);
        List<string> platforms = [.. image.Copy.Platforms.Select(platform => platform.Normalize().Name)];
        if (platforms.Count > 0)
        {
            var manifest = await source.ReadManifestAsync(image.SourceReference, cancellationToken)
                ?? throw await MissingAsync(source, image, cancellationToken);
            image.Manifest = manifest.WithPlatforms(platforms);
            RequirePlatforms(image, manifest, platforms);
            image.Digest = image.Manifest.Digest;
        }
        else
        {
            var known = await source.FindManifestAsync(image.SourceReference, cancellationToken)
                ?? throw await MissingAsync(source, image, cancellationToken);
            image.Digest = known.Digest;
        }

        // Some platforms of an index that has no tag are another index.
        var current = image.Copy.Patterns.Count == 0 && platforms.Count > 0 ? destination.FindManifestAsync(image.Digest, cancellationToken) : present;
        image.TagChanges = (await current)?.Digest != image.Digest;
        if (image.TagChanges)
        {
            image.Manifest ??= await ReadAsync(source, image.Digest, cancellationToken);
            if (await destination.FindManifestAsync(image.Digest, cancellationToken) is null)
                await CollectAsync(image, image.Manifest, source, destination, cancellationToken);
        }

        await CollectReferrersAsync(image, source, destination, isFiltered: platforms.Count > 0, cancellationToken);
    }

    // The manifest itself is added by the caller, after what it refers to.
    private static async Task CollectAsync(
        SyncImage image,
        Manifest manifest,
        RegistryRepository source,
        RegistryRepository destination,
        CancellationToken cancellationToken)
    {
        foreach (var child in manifest.Children)
        {
            if (image.Manifests.Exists(known => known.Digest == child.Digest)
                || await destination.FindManifestAsync(child.Digest, cancellationToken) is not null)
                continue;
            var read = await ReadAsync(source, child.Digest, cancellationToken);
            await CollectAsync(image, read, source, destination, cancellationToken);
            image.Manifests.Add(read);
        }

        image.Blobs.AddRange(manifest.Blobs.Where(blob => !blob.IsForeign));
    }

    private async Task FindMissingAsync(SyncImage image, CancellationToken cancellationToken)
    {
        var destination = DestinationOf(image);
        List<Descriptor> blobs = [.. image.Blobs.DistinctBy(blob => blob.Digest)];
        var present = await Task.WhenAll(blobs.Select(blob => HasAsync(destination, blob.Digest, cancellationToken)));
        image.Missing = [.. blobs.Where((_, index) => !present[index]).OrderByDescending(blob => blob.Size)];
    }

    private Task<bool> HasAsync(RegistryRepository repository, string digest, CancellationToken cancellationToken) =>
        _blobs.GetOrAdd((repository.Name, digest), _ => new(() => repository.HasBlobAsync(digest, cancellationToken))).Value;

    private Task<IReadOnlyList<string>?> TagsAsync(RegistryRepository repository, CancellationToken cancellationToken) =>
        _tags.GetOrAdd(repository.Name, _ => new(() => repository.TagsAsync(cancellationToken))).Value;

    // Some registries don't allow everybody to list tags.
    private async Task<IReadOnlyList<string>?> TagsOrNullAsync(RegistryRepository repository, CancellationToken cancellationToken)
    {
        try
        {
            return await TagsAsync(repository, cancellationToken);
        }
        catch (RegistryException refused) when (refused.Status is not null)
        {
            return null;
        }
    }

    private static async Task<Manifest> ReadAsync(RegistryRepository source, string digest, CancellationToken cancellationToken) =>
        await source.ReadManifestAsync(digest, cancellationToken)
        ?? throw Missing($"{source.Name}@{digest} is missing, although the image refers to it. The image is damaged: push it again.");

    private async Task<RegistryException> MissingAsync(RegistryRepository source, SyncImage image, CancellationToken cancellationToken)
    {
        var tags = await TagsOrNullAsync(source, cancellationToken);
        return tags is null ? Missing($"{image.Source} does not exist. Check the name of the repository and the tag.")
            : image.SourceReference != image.Reference ? Missing($"{image.Source} does not exist. Check the digest.")
            : Missing($"{source.Name} has no tag {image.Reference}. {NearestNames.Sentence(image.Reference, [.. Shown(tags)])}");
    }

    private static void RequirePlatforms(SyncImage image, Manifest manifest, IReadOnlyList<string> platforms)
    {
        if (!manifest.IsIndex)
            return;
        List<string> known = [.. manifest.Platforms.Distinct(StringComparer.Ordinal)];
        if (platforms.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            throw Missing($"{image.Source} has no image for the platform {missing}. It has {string.Join(", ", known)}.");
    }

    private static RegistryException Missing(string message) => new(message) { Status = HttpStatusCode.NotFound };

    private static IEnumerable<string> Shown(IReadOnlyList<string> tags) =>
        tags.Where(tag => !tag.StartsWith("sha256-", StringComparison.Ordinal)).TakeLast(20);

    private static string Known(IReadOnlyList<string> tags) => tags.Count == 0 ? "It has no tags." : $"Known: {string.Join(", ", Shown(tags))}.";
}
