using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Registries;

namespace Nuke.Docker.BuildKit.Images.Sync;

internal sealed partial class SyncPlanner
{
    // A signature of an SBOM of an image.
    private const int DeepestReferrer = 3;

    private async Task CollectReferrersAsync(
        SyncImage image,
        RegistryRepository source,
        RegistryRepository destination,
        bool isFiltered,
        CancellationToken cancellationToken)
    {
        var tags = await TagsOrNullAsync(source, cancellationToken);
        var hasTags = tags?.Any(tag => tag.StartsWith("sha256-", StringComparison.Ordinal)) ?? true;
        // An index with some of its platforms is another one, which nobody signed.
        List<string> digests = isFiltered ? [] : [image.Digest!];
        var listed = hasTags || source.Connection.LacksReferrers ? null : await source.ReferrersAsync(image.Digest!, cancellationToken);
        if (!hasTags && listed is null)
            return;
        image.Manifest ??= await ReadAsync(source, image.Digest!, cancellationToken);
        digests.AddRange(image.Manifest.Children.Select(child => child.Digest));
        for (var depth = 0; digests.Count > 0 && depth < DeepestReferrer; depth++)
        {
            var next = new List<string>();
            foreach (var digest in digests)
            {
                var referrers = (digest == image.Digest ? listed : null) ?? await ReferrersAsync(source, digest, tags, cancellationToken);
                next.AddRange(await CollectReferrersAsync(image, digest, referrers, tags, source, destination, cancellationToken));
            }

            digests = next;
        }
    }

    private static async Task<IEnumerable<string>> CollectReferrersAsync(
        SyncImage image,
        string digest,
        IReadOnlyList<Referrer> referrers,
        IReadOnlyList<string>? tags,
        RegistryRepository source,
        RegistryRepository destination,
        CancellationToken cancellationToken)
    {
        var name = TagOf(digest);
        foreach (var companion in tags?.Where(tag => tag.StartsWith($"{name}.", StringComparison.Ordinal)) ?? [])
        {
            if (await source.ReadManifestAsync(companion, cancellationToken) is not { } manifest
                || (await destination.FindManifestAsync(companion, cancellationToken))?.Digest == manifest.Digest)
                continue;
            await CollectAsync(image, manifest, source, destination, cancellationToken);
            image.Companions.Add((companion, manifest));
        }

        if (referrers.Count == 0)
            return [];
        var present = (await ReferrersAsync(destination, digest, tags: null, cancellationToken)).Select(referrer => referrer.Digest).ToHashSet();
        List<Referrer> missing = [.. referrers.Where(referrer => !present.Contains(referrer.Digest))];
        foreach (var referrer in missing)
        {
            var manifest = await ReadAsync(source, referrer.Digest, cancellationToken);
            await CollectAsync(image, manifest, source, destination, cancellationToken);
            image.Manifests.Add(manifest);
        }

        if (missing.Count > 0)
            image.Referrers[digest] = missing;
        return referrers.Select(referrer => referrer.Digest);
    }

    // By the API, or by the tag under which registries without it list it.
    private static async Task<IReadOnlyList<Referrer>> ReferrersAsync(
        RegistryRepository repository,
        string digest,
        IReadOnlyList<string>? tags,
        CancellationToken cancellationToken)
    {
        if (await repository.ReferrersAsync(digest, cancellationToken) is { } listed)
            return listed;
        var tag = TagOf(digest);
        return tags?.Contains(tag) != false && await repository.ReadManifestAsync(tag, cancellationToken) is { } index
            ? RegistryRepository.ReferrersOf(JsonNode.Parse(index.Bytes))
            : [];
    }

    /// <summary>Returns the tag that lists what refers to a manifest.</summary>
    public static string TagOf(string digest) => digest.Replace(':', '-');
}
