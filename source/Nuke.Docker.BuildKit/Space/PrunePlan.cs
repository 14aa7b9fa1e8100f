using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Images;
using Nuke.Docker.BuildKit.Text;
using static Nuke.Docker.BuildKit.Space.SpaceUsage;

namespace Nuke.Docker.BuildKit.Space;

/// <summary>The things that a policy deletes. Nothing that is in use, no volumes, no cache mounts of the project, and no image with a tag.</summary>
internal sealed record PrunePlan
{
    /// <summary>Images without a tag that no container uses.</summary>
    public IReadOnlyList<ImageListEntry> Images { get; init; } = [];

    /// <summary>Records of the build cache, cache mounts of other projects included.</summary>
    public IReadOnlyList<CacheRecord> Records { get; init; } = [];

    /// <summary>Images of local caches: the folder of the cache, and the tag.</summary>
    public IReadOnlyList<(string Folder, string Tag, long Bytes)> CachedImages { get; init; } = [];

    /// <summary>Folders of local caches with blobs that nothing refers to.</summary>
    public IReadOnlyList<(string Folder, long Bytes)> Sweeps { get; init; } = [];

    /// <summary>The size in bytes. Images share layers, so less may become free.</summary>
    public long Bytes =>
        Images.Sum(SizeOf) + Records.Sum(SizeOf) + CachedImages.Sum(image => image.Bytes) + Sweeps.Sum(sweep => sweep.Bytes);

    /// <summary>True if there is nothing to delete.</summary>
    public bool IsEmpty => Images.Count + Records.Count + CachedImages.Count + Sweeps.Count == 0;

    /// <summary>Selects what a policy deletes.</summary>
    /// <param name="usage">The usage.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="now">The time.</param>
    public static PrunePlan Create(SpaceUsage usage, PrunePolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentNullException.ThrowIfNull(policy);
        var limit = now - policy.Age;
        var untagged = usage.Engine.Images.Where(image => image.Tag is null && image.Containers is null or 0).OrderByDescending(image => image.Created);
        return new PrunePlan
        {
            Images = [.. untagged.Skip(policy.KeepBuilds).Where(image => image.Created < limit)],
            Records = RecordsOf(usage, policy, limit),
            CachedImages =
            [
                .. usage.LocalCaches.SelectMany(cache => cache.Images.OrderByDescending(image => image.LastUsed).Skip(policy.KeepBuilds)
                    .Where(image => image.LastUsed < limit)
                    .Select(image => (cache.Folder, image.Tag, image.Bytes))),
            ],
            Sweeps = [.. usage.LocalCaches.Where(cache => cache.DeadBytes + cache.QuarantinedBytes > 0)
                .Select(cache => (cache.Folder, cache.DeadBytes + cache.QuarantinedBytes))],
        };
    }

    /// <summary>Returns the lines to print before anything is deleted.</summary>
    public IEnumerable<string> ToLines()
    {
        foreach (var image in Images)
            yield return $"{HumanText.Size(SizeOf(image)),9}  image {HumanText.ShortenDigests(image.Id)} without a tag, created {image.Created:yyyy-MM-dd}";
        foreach (var group in Records.GroupBy(NameOf, StringComparer.Ordinal))
        {
            var count = group.Count() > 1 ? $", {group.Count()} records" : "";
            yield return $"{HumanText.Size(group.Sum(SizeOf)),9}  {group.Key}{count}, last used {group.Max(Used):yyyy-MM-dd}";
        }

        foreach (var (folder, tag, bytes) in CachedImages)
            yield return $"{HumanText.Size(bytes),9}  {tag} of the local cache {folder}";
        foreach (var (folder, bytes) in Sweeps)
            yield return $"{HumanText.Size(bytes),9}  unused and damaged files of the local cache {folder}";
    }

    private static List<CacheRecord> RecordsOf(SpaceUsage usage, PrunePolicy policy, DateTimeOffset limit)
    {
        var candidates = usage.BuildCache.Records.Where(record => record.Reclaimable && !usage.IsOwn(record)).OrderBy(Used).ToList();
        var chosen = candidates.Where(record => Used(record) < limit).ToList();
        if (policy.CacheSize is not { } size)
            return chosen;
        var left = usage.BuildCache.Bytes - chosen.Sum(SizeOf);
        foreach (var record in candidates.Skip(chosen.Count))
        {
            if (left <= size.Bytes)
                break;
            chosen.Add(record);
            left -= SizeOf(record);
        }

        return chosen;
    }

    private static string NameOf(CacheRecord record) => record.MountId is { } id ? $"cache mount {id}" : $"build cache of type {record.Type}";

    private static DateTimeOffset Used(CacheRecord record) => record.LastUsed?.Instant ?? record.Created ?? DateTimeOffset.MaxValue;
}
