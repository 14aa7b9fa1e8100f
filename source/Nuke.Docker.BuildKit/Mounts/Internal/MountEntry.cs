namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A file, folder or link of a mount or of an export.</summary>
/// <param name="Path">The path, relative to the mount. <c>.</c> is the mount itself.</param>
/// <param name="Modified">The modification time in seconds since 1970. Not every tar format is more precise.</param>
internal sealed record MountEntry(EntryKind Kind, string Path, int Mode, long Uid, long Gid, long Size, long Modified)
{
    public const string Root = ".";

    /// <summary>The number of a file with several names (hard links). <c>null</c>: the file has one name.</summary>
    public string? Group { get; init; }

    /// <summary>The target of a symbolic link. <c>null</c>: the entry is not a link, or comes from a listing.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>The number of the part with the content.</summary>
    public int Part { get; init; }

    /// <summary>The offset of the content in the part, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>The SHA-256 of the content in hexadecimal. Empty: the entry is not a file.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Returns true if both have the same content according to their listings. The size and time of a folder are ignored.</summary>
    public bool HasContentOf(MountEntry other) =>
        Kind == other.Kind && (Kind == EntryKind.Folder || (Size == other.Size && Modified == other.Modified));

    public bool HasOwnerOf(MountEntry other) => Mode == other.Mode && Uid == other.Uid && Gid == other.Gid;
}
