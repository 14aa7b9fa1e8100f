namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>What cache mounts are carried to and from.</summary>
public enum CacheMountsPlaceKind
{
    /// <summary>A folder of this machine.</summary>
    Folder,

    /// <summary>One tar file of what the folder would hold.</summary>
    Tar,

    /// <summary>An image of what the folder would hold, in the engine or in a registry.</summary>
    Image,
}
