namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The kind of place of exported cache mounts.</summary>
public enum CacheMountsPlaceKind
{
    /// <summary>A local folder.</summary>
    Folder,

    /// <summary>A tar file with the contents of such a folder.</summary>
    Tar,

    /// <summary>An image with the contents of such a folder, in the engine or in a registry.</summary>
    Image,
}
