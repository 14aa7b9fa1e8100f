namespace Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

/// <summary>Who may use a cache mount at a time.</summary>
public enum CacheSharing
{
    /// <summary>All at once.</summary>
    Shared,

    /// <summary>One; another gets an empty one of its own.</summary>
    Private,

    /// <summary>One; another waits.</summary>
    Locked,
}
