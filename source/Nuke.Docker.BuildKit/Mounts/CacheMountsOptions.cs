using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>Options for the export and import of cache mounts.</summary>
public sealed record CacheMountsOptions
{
    /// <summary>
    /// The build that uses the mounts. Its engine, environment and named contexts are used, and <c>BUILDKIT_CACHE_MOUNT_NS</c> of its build arguments.
    /// </summary>
    public BuildxBuildSettings Build { get; init; } = new();

    /// <summary>
    /// The image whose <c>/bin/sh</c>, <c>tar</c>, <c>find</c> and <c>stat</c> access the mounts. <c>null</c>: the base image of their stages.
    /// </summary>
    public string? ToolImage { get; init; }

    /// <summary>
    /// Export: true to run <c>uv cache prune --ci</c> on the cache of uv first, if the tool image has uv. This changes the mount itself. Default: false.
    /// </summary>
    public bool Prune { get; init; }

    /// <summary>Export: the maximum age of files, by their modification time. Older files are left out. <c>null</c>: no limit.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Export: the maximum size of each mount. The newest files are exported first. <c>null</c>: no limit.</summary>
    public ByteSize? Limit { get; init; }

    /// <summary>
    /// Export: true to read the previous export completely and to copy damaged files again. By default, only missing and truncated files are detected.
    /// </summary>
    public bool Verify { get; init; }

    /// <summary>
    /// Import: true to delete everything in the mount that is not in the export. By default, existing files are kept, and the newer of two files wins.
    /// </summary>
    public bool Replace { get; init; }

    /// <summary>
    /// True to push an image to its registry, and to pull it even if the engine has an image of that name. By default, the image stays in the engine.
    /// </summary>
    public bool Push { get; init; }

    /// <summary>Called for each line of progress. <c>null</c>: progress is not printed.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
