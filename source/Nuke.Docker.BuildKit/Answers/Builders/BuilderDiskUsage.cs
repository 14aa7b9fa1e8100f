namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>Disk usage of a builder's cache.</summary>
public sealed record BuilderDiskUsage
{
    /// <summary>Cache records, in BuildKit's order.</summary>
    public IReadOnlyList<CacheRecord> Records { get; init; } = [];

    /// <summary>Size of all records in bytes, as rounded by buildx.</summary>
    public long Bytes => Sum(_ => true);

    /// <summary>Size of the records that can be pruned, in bytes.</summary>
    public long ReclaimableBytes => Sum(record => record.Reclaimable);

    /// <summary>Size of the records that images share, in bytes; pruning does not free it.</summary>
    public long SharedBytes => Sum(record => record.Shared);

    /// <summary>Cache mounts, such as the downloads of pip and uv.</summary>
    public IEnumerable<CacheRecord> CacheMounts => Records.Where(record => record.Type == CacheRecord.MountType);

    private long Sum(Func<CacheRecord, bool> counts) => Records.Where(counts).Sum(record => record.Size?.Bytes ?? 0);
}
