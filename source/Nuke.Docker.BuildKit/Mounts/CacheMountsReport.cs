namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>What an export or an import did.</summary>
/// <param name="Place">Where to or from.</param>
/// <param name="Mounts">Each mount.</param>
/// <param name="Duration">From start to end.</param>
public sealed record CacheMountsReport(CacheMountsPlace Place, IReadOnlyList<CacheMountTransfer> Mounts, TimeSpan Duration)
{
    /// <summary>Files, links and folders that were carried.</summary>
    public int ChangedFiles => Mounts.Sum(mount => mount.ChangedFiles);

    /// <summary>Bytes of the files that were carried.</summary>
    public long ChangedBytes => Mounts.Sum(mount => mount.ChangedBytes);

    /// <summary>Whether anything was carried or deleted.</summary>
    public bool Changed => Mounts.Any(mount => mount.ChangedFiles > 0 || mount.Deleted > 0);
}
