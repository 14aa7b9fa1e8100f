using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>A cache mount, by the attributes that identify it for BuildKit. A mount with another id, mode, uid or gid is another folder.</summary>
public sealed record CacheMount
{
    /// <summary>The <c>id</c>, or the cleaned target. It does not include the prefix of <c>BUILDKIT_CACHE_MOUNT_NS</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The <c>mode</c>. <c>null</c>: it is not set. The default is 0755, but a mount with <c>mode=0755</c> is another folder.</summary>
    public int? Mode { get; init; }

    /// <summary>The <c>uid</c>. <c>null</c>: it is not set; the default is 0 (root).</summary>
    public uint? Uid { get; init; }

    /// <summary>The <c>gid</c>. <c>null</c>: it is not set; the default is 0.</summary>
    public uint? Gid { get; init; }

    /// <summary>The sharing mode. It does not identify the mount. If steps have different modes, the strictest one.</summary>
    public CacheSharing Sharing { get; init; }

    /// <summary>The path in the step. If steps have different paths, the first one.</summary>
    public string Target { get; init; } = "";

    /// <summary>Names or numbers of the stages that use the mount.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>
    /// The base image of the first of those stages, directly or through other stages. <c>null</c>: it is <c>scratch</c> or depends on a variable.
    /// </summary>
    public string? BaseImage { get; init; }

    /// <summary>The image from which a stage copies <c>uv</c> (<c>COPY --from=… /uv …</c>). <c>null</c>: there is none.</summary>
    public string? UvImage { get; init; }

    /// <summary>Returns true if two mounts are the same folder for BuildKit.</summary>
    public bool IsSameFolder(CacheMount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id == other.Id && Mode == other.Mode && Uid == other.Uid && Gid == other.Gid;
    }

    /// <summary>Returns the attributes as in a Dockerfile: <c>id=/root/.cache/pip,sharing=locked,uid=1000</c>.</summary>
    public override string ToString() => string.Concat(
        $"id={Id}",
        Sharing == CacheSharing.Shared ? "" : $",sharing={(Sharing == CacheSharing.Locked ? "locked" : "private")}",
        Uid is { } uid ? string.Create(CultureInfo.InvariantCulture, $",uid={uid}") : "",
        Gid is { } gid ? string.Create(CultureInfo.InvariantCulture, $",gid={gid}") : "",
        Mode is { } mode ? $",mode=0{Convert.ToString(mode, 8)}" : "");
}
