namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>What a context's entry is.</summary>
public enum BuildContextEntryKind
{
    /// <summary>A file; also a socket, which arrives as an empty file, a pipe or a device, which arrive as such.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link: the link is sent, not what it points at.</summary>
    Link,
}
