namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>The kind of an entry of a build context.</summary>
public enum BuildContextEntryKind
{
    /// <summary>A file. Sockets, sent as empty files, and pipes and devices, sent as such, are files, too.</summary>
    File,

    /// <summary>A directory.</summary>
    Folder,

    /// <summary>A symbolic link. The link is sent, not its target.</summary>
    Link,
}
