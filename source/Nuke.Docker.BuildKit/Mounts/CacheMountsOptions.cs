using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>How cache mounts are carried.</summary>
public sealed record CacheMountsOptions
{
    /// <summary>The build that the mounts belong to: its engine, environment and named contexts are taken from here, and <c>BUILDKIT_CACHE_MOUNT_NS</c> from its build arguments.</summary>
    public BuildxBuildSettings Build { get; init; } = new();

    /// <summary>The image whose <c>/bin/sh</c>, <c>tar</c>, <c>find</c> and <c>stat</c> do the work. <c>null</c>: the one that the mounts' stages start from.</summary>
    public string? ToolImage { get; init; }

    /// <summary>Export: runs <c>uv cache prune --ci</c> on uv's cache before, where the tool image has uv. It changes the mount itself. Default: no.</summary>
    public bool Prune { get; init; }

    /// <summary>Export: files that are older than this are left out, by their time of change. <c>null</c>: none.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Export: at most so much of each mount, the newest files first. <c>null</c>: all.</summary>
    public ByteSize? Limit { get; init; }

    /// <summary>Export: reads what was exported before, and carries what is damaged once more. Default: only missing or shortened files are found.</summary>
    public bool Verify { get; init; }

    /// <summary>Import: makes the mount what was exported, and deletes whatever else is in it. Default: existing content stays, and of two files the newer one.</summary>
    public bool Replace { get; init; }

    /// <summary>An image goes to its registry, and comes from there even where the engine has one of that name. Default: it is kept in the engine.</summary>
    public bool Push { get; init; }

    /// <summary>Gets each line of progress. <c>null</c>: nobody is told.</summary>
    public Action<ProgressLevel, string>? Print { get; init; }

    /// <summary>The clock. <c>null</c>: the system's.</summary>
    public TimeProvider? Time { get; init; }
}
