namespace Nuke.Docker.BuildKit.Answers.Builders;

/// <summary>What a builder's cache takes.</summary>
public sealed record BuilderDiskUsage
{
    /// <summary>In BuildKit's order.</summary>
    public IReadOnlyList<CacheRecord> Records { get; init; } = [];

    /// <summary>Bytes of all records, rounded as they were printed.</summary>
    public long Bytes => Sum(_ => true);

    /// <summary>Bytes of records that can be pruned.</summary>
    public long ReclaimableBytes => Sum(record => record.Reclaimable);

    /// <summary>Bytes that images hold as well: pruning doesn't free them.</summary>
    public long SharedBytes => Sum(record => record.Shared);

    /// <summary>Cache mounts: pip's and uv's downloads.</summary>
    public IEnumerable<CacheRecord> CacheMounts => Records.Where(record => record.Type == "exec.cachemount");

    private long Sum(Func<CacheRecord, bool> counts) => Records.Where(counts).Sum(record => record.Size?.Bytes ?? 0);
}
