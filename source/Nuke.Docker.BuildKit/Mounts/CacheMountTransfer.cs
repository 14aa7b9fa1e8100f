namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>What became of one mount.</summary>
public sealed record CacheMountTransfer
{
    /// <summary>The mount.</summary>
    public required CacheMount Mount { get; init; }

    /// <summary>Files, links and folders in the export.</summary>
    public int Files { get; init; }

    /// <summary>Bytes of the files in the export.</summary>
    public long Bytes { get; init; }

    /// <summary>How many of them were carried this time.</summary>
    public int ChangedFiles { get; init; }

    /// <summary>Bytes of the files that were carried this time.</summary>
    public long ChangedBytes { get; init; }

    /// <summary>How many were deleted: gone from the export since its source has them no more, or from the mount by <see cref="CacheMountsOptions.Replace"/>.</summary>
    public int Deleted { get; init; }

    /// <summary>Import: files that the mount has in a newer form, which stay as they are.</summary>
    public int Kept { get; init; }

    /// <summary>Export: files left out by age, limit, or a name that can't be carried.</summary>
    public int LeftOut { get; init; }

    /// <summary>Files of the export that were damaged: not imported, and carried again by the next export.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];

    /// <summary>Why nothing was carried at all; <c>null</c> where the mount was looked at.</summary>
    public string? Skipped { get; init; }
}
