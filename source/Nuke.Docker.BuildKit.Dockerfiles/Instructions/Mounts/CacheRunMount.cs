using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary><c>--mount=type=cache</c>: a folder that stays between builds and never gets into the image.</summary>
public sealed record CacheRunMount(SourceSpan Span) : SourcedRunMount(Span)
{
    /// <summary><c>id</c> as given; null where there is none.</summary>
    public string? Id { get; init; }

    /// <summary>What it is kept under: <see cref="Id"/>, or else the cleaned <see cref="RunMount.Target"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>Who may use it at a time.</summary>
    public CacheSharing Sharing { get; init; }

    /// <summary>Access rights of the folder; null for 0755. Another value means another cache.</summary>
    public int? Mode { get; init; }

    /// <summary>Its owner; null for 0, root. Another value means another cache.</summary>
    public uint? Uid { get; init; }

    /// <summary>Its group; null for 0. Another value means another cache.</summary>
    public uint? Gid { get; init; }
}
