namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A file, folder or link of a mount, as it stands there or in an export.</summary>
/// <param name="Path">Relative to the mount; <c>.</c> is the mount itself.</param>
/// <param name="Modified">Seconds since 1970: no finer, as not every tar carries more.</param>
internal sealed record MountEntry(EntryKind Kind, string Path, int Mode, long Uid, long Gid, long Size, long Modified)
{
    public const string Root = ".";

    /// <summary>Files of one number are one file with several names; null where a file has one name only.</summary>
    public string? Group { get; init; }

    /// <summary>What a symbolic link says; null for anything else, and where only a listing is known.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Number of the part that holds it.</summary>
    public int Part { get; init; }

    /// <summary>Where in the part its bytes begin.</summary>
    public long Offset { get; init; }

    /// <summary>SHA-256 of its bytes in hexadecimal; empty for anything but files.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Whether both have the same content, as far as a listing tells. A folder's size and time say nothing.</summary>
    public bool HasContentOf(MountEntry other) =>
        Kind == other.Kind && (Kind == EntryKind.Folder || (Size == other.Size && Modified == other.Modified));

    public bool HasOwnerOf(MountEntry other) => Mode == other.Mode && Uid == other.Uid && Gid == other.Gid;
}
