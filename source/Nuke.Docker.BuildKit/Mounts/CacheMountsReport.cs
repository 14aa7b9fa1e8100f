namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The result of an export or an import of cache mounts.</summary>
/// <param name="Place">The destination or the source.</param>
/// <param name="Mounts">The result of each mount.</param>
/// <param name="Duration">The total duration.</param>
public sealed record CacheMountsReport(CacheMountsPlace Place, IReadOnlyList<CacheMountTransfer> Mounts, TimeSpan Duration)
{
    /// <summary>Number of files, links and folders that were copied.</summary>
    public int ChangedFiles => Mounts.Sum(mount => mount.ChangedFiles);

    /// <summary>Size of the files that were copied, in bytes.</summary>
    public long ChangedBytes => Mounts.Sum(mount => mount.ChangedBytes);

    /// <summary>True if anything was copied or deleted.</summary>
    public bool Changed => Mounts.Any(mount => mount.ChangedFiles > 0 || mount.Deleted > 0);
}
