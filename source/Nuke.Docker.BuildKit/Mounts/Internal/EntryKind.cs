namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>The kind of an entry. Sockets, pipes and devices are not copied.</summary>
internal enum EntryKind
{
    File,
    Folder,
    SymbolicLink,
}
