namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The result of the export or import of one cache mount.</summary>
public sealed record CacheMountTransfer
{
    /// <summary>The cache mount.</summary>
    public required CacheMount Mount { get; init; }

    /// <summary>Number of files, links and folders in the export.</summary>
    public int Files { get; init; }

    /// <summary>Size of the files in the export, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Number of files, links and folders that were copied.</summary>
    public int ChangedFiles { get; init; }

    /// <summary>Size of the files that were copied, in bytes.</summary>
    public long ChangedBytes { get; init; }

    /// <summary>
    /// Export: number of entries that were removed because the mount no longer has them. Import: number of entries that were deleted from the mount
    /// because of <see cref="CacheMountsOptions.Replace"/>.
    /// </summary>
    public int Deleted { get; init; }

    /// <summary>Import: number of files that were kept because the mount has a newer version.</summary>
    public int Kept { get; init; }

    /// <summary>Export: number of files that were left out because of their age, the size limit, or a name that cannot be copied.</summary>
    public int LeftOut { get; init; }

    /// <summary>Damaged files of the export. They are not imported, and the next export copies them again.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];

    /// <summary>The reason why the mount was skipped. <c>null</c>: it was not skipped.</summary>
    public string? Skipped { get; init; }
}
