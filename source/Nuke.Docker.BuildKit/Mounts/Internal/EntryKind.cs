namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>What can be carried; sockets, pipes and devices can't.</summary>
internal enum EntryKind
{
    File,
    Folder,
    SymbolicLink,
}
