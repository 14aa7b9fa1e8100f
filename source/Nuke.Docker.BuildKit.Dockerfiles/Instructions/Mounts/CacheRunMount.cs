using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>A cache mount, <c>--mount=type=cache</c>: a directory that persists between builds and is not part of the image.</summary>
internal sealed record CacheRunMount(SourceSpan Span) : SourcedRunMount(Span)
{
    /// <summary>The value of <c>id</c>; <c>null</c> if not set.</summary>
    public string? Id { get; init; }

    /// <summary>The key of the cache: <see cref="Id"/>, or else the cleaned <see cref="RunMount.Target"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>How concurrent builds share it.</summary>
    public CacheSharing Sharing { get; init; }

    /// <summary>Permissions of the directory; <c>null</c> for 0755. Another value means another cache.</summary>
    public int? Mode { get; init; }

    /// <summary>The uid of its owner; <c>null</c> for 0, root. Another value means another cache.</summary>
    public uint? Uid { get; init; }

    /// <summary>The gid of its group; <c>null</c> for 0. Another value means another cache.</summary>
    public uint? Gid { get; init; }
}
