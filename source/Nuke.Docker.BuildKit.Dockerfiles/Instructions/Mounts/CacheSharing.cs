namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>How concurrent builds share a cache mount.</summary>
public enum CacheSharing
{
    /// <summary>All builds use it at the same time.</summary>
    Shared,

    /// <summary>One build uses it; another one gets a new, empty cache.</summary>
    Private,

    /// <summary>One build uses it; another one waits.</summary>
    Locked,
}
