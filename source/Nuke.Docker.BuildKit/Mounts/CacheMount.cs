using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>A cache mount as BuildKit tells it from others: <c>RUN --mount=type=cache</c> with another id, mode, uid or gid is another folder.</summary>
public sealed record CacheMount
{
    /// <summary>What BuildKit keeps it under: <c>id</c>, or else the cleaned target. Without the prefix of <c>BUILDKIT_CACHE_MOUNT_NS</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>mode</c>; null where none is written, which is 0755 and yet another folder than a written 0755.</summary>
    public int? Mode { get; init; }

    /// <summary><c>uid</c>; null where none is written: 0, root.</summary>
    public uint? Uid { get; init; }

    /// <summary><c>gid</c>; null where none is written: 0.</summary>
    public uint? Gid { get; init; }

    /// <summary>Who may use it at a time. It doesn't tell folders apart; where steps differ, the strictest.</summary>
    public CacheSharing Sharing { get; init; }

    /// <summary>Where a step finds it; the first, where several do.</summary>
    public string Target { get; init; } = "";

    /// <summary>Stages with steps that use it, by name or number.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>The image that the first of those stages starts from, by way of other stages or at once; null where that is <c>scratch</c> or hangs on a variable.</summary>
    public string? BaseImage { get; init; }

    /// <summary>The image that such a stage copies the program <c>uv</c> from (<c>COPY --from=… /uv …</c>); null: none.</summary>
    public string? UvImage { get; init; }

    /// <summary>Whether both are one folder to BuildKit.</summary>
    public bool IsSameFolder(CacheMount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Id == other.Id && Mode == other.Mode && Uid == other.Uid && Gid == other.Gid;
    }

    /// <summary>As a Dockerfile would write it: <c>id=/root/.cache/pip,sharing=locked,uid=1000</c>.</summary>
    public override string ToString() => string.Concat(
        $"id={Id}",
        Sharing == CacheSharing.Shared ? "" : $",sharing={(Sharing == CacheSharing.Locked ? "locked" : "private")}",
        Uid is { } uid ? string.Create(CultureInfo.InvariantCulture, $",uid={uid}") : "",
        Gid is { } gid ? string.Create(CultureInfo.InvariantCulture, $",gid={gid}") : "",
        Mode is { } mode ? $",mode=0{Convert.ToString(mode, 8)}" : "");
}
